/** What an unreleased resource costs, in Simplified Chinese: what stands after «若不处理，它会». */
export const costs: Readonly<Record<string, string>> = {
  'blocks everybody who waits for it': '阻塞所有等待它的代码',
  'blocks everybody who waits for it until it expires': '阻塞所有等待它的代码，直到过期',
  'disposes of nothing that it was given': '不释放交给它的任何东西',
  'fires for ever and keeps the process alive': '永远触发，并使进程无法退出',
  'goes on being called for every asynchronous operation': '在每次异步操作时继续被调用',
  'goes on collecting entries': '继续收集条目',
  'goes on observing, with all that its callback refers to in memory':
    '继续观察，其回调引用的一切都留在内存中',
  'goes on receiving changes, and keeps what it captures alive': '继续接收变更，并使其捕获的内容无法回收',
  'goes on receiving messages': '继续接收消息',
  'goes on recording every change': '继续记录每次变更',
  'goes on running': '继续运行',
  'goes on running, and keeps what it captures and the process alive':
    '继续运行，使其捕获的内容无法回收、进程无法退出',
  'goes on running, with its pipes open': '继续运行，其管道保持打开',
  'goes on sampling': '继续采样',
  'is missing from the pool, which hands out no more once all are lost':
    '从池中缺失；全部丢失后，池便无法再分配',
  'keeps a browser frame alive until the user closes it': '使浏览器框架保持存活，直到用户将其关闭',
  'keeps a browser with all its processes running': '使浏览器及其所有进程继续运行',
  'keeps a connection of the pool and the locks of what it changed': '占用连接池的一个连接以及所修改内容的锁',
  'keeps a connection of the pool until it is unprepared': '占用连接池的一个连接，直到取消预处理',
  'keeps a connection of the pool, which hands out no more once all are lost':
    '占用连接池的一个连接；全部丢失后，池便无法再分配',
  'keeps a connection to the database open, of which the server has few':
    '占用一个数据库连接，而服务器的连接数有限',
  'keeps a cursor on the server and a connection of the pool': '占用服务器上的一个游标和连接池的一个连接',
  'keeps a cursor on the server until it times out': '占用服务器上的一个游标，直到超时',
  'keeps a file descriptor open': '占用一个文件描述符',
  'keeps a file descriptor open until the process ends': '占用一个文件描述符，直到进程结束',
  'keeps a file descriptor open, and throws when it is garbage-collected':
    '占用一个文件描述符，并在被垃圾回收时抛出异常',
  'keeps a pool of connections to the database open, and so does every further one':
    '使一组数据库连接保持打开，每多创建一个都是如此',
  'keeps a renderer process until the user closes it': '占用一个渲染进程，直到用户将其关闭',
  'keeps a session and its locks on the server until it times out': '占用服务器上的会话及其锁，直到超时',
  'keeps a shell process running until the user closes it': '使一个 shell 进程继续运行，直到用户将其关闭',
  'keeps a snapshot of the database': '占用数据库的一个快照',
  'keeps a thread with its heap': '占用一个线程及其堆',
  'keeps a thread with its heap, and the process alive': '占用一个线程及其堆，并使进程无法退出',
  'keeps both ends in memory': '使两端都留在内存中',
  'keeps its channel open, and so does every further one': '使其通道保持打开，每多创建一个都是如此',
  'keeps its connection busy until it is garbage-collected': '占用其连接，直到被垃圾回收',
  'keeps its connection busy, so that it cannot be used again': '占用其连接，使之无法再次使用',
  'keeps its connection open, and opens it again whenever it breaks': '使其连接保持打开，并在断开时重新打开',
  'keeps its connection to the broker open, and opens it again whenever it breaks':
    '使其与消息代理的连接保持打开，并在断开时重新打开',
  'keeps its connection to the broker open, and the process alive':
    '使其与消息代理的连接保持打开，并使进程无法退出',
  'keeps its connection to the server open, and opens it again whenever it breaks':
    '使其与服务器的连接保持打开，并在断开时重新打开',
  'keeps its connection until the server answers': '占用其连接，直到服务器应答',
  'keeps its connections open, and so does every further one': '使其连接保持打开，每多创建一个都是如此',
  'keeps its connections to Redis open, and the process alive':
    '使其与 Redis 的连接保持打开，并使进程无法退出',
  'keeps its connections to the database open until they idle out, and so does every further one':
    '使其数据库连接保持打开直到空闲超时，每多创建一个都是如此',
  'keeps its connections to the database open, and so does every further one':
    '使其数据库连接保持打开，每多创建一个都是如此',
  'keeps its connections to the databases open, and so does every further one':
    '使其与各数据库的连接保持打开，每多创建一个都是如此',
  'keeps its connections to the mail server open, and so does every further one':
    '使其与邮件服务器的连接保持打开，每多创建一个都是如此',
  'keeps its data provider alive': '使其数据提供者无法回收',
  'keeps its diagnostics in the problems view': '使其诊断信息留在问题视图中',
  'keeps its idle sockets open and can share none of them with other requests':
    '使其空闲套接字保持打开，且无法与其他请求共享',
  'keeps its input flowing and the process alive': '使其输入继续流动，并使进程无法退出',
  'keeps its items and listeners alive in the editor': '使其条目和监听器留在编辑器中',
  'keeps its language server running': '使其语言服务器继续运行',
  'keeps its listeners alive': '使其监听器无法回收',
  'keeps its listeners alive in the editor': '使其监听器留在编辑器中',
  'keeps its pages open as long as the browser runs': '在浏览器运行期间使其页面保持打开',
  'keeps its pixels in graphics memory': '使其像素留在显存中',
  'keeps its pool of connections and its monitoring open, and so does every further one':
    '使其连接池和监控保持打开，每多创建一个都是如此',
  'keeps its pool of connections open, and so does every further one':
    '使其连接池保持打开，每多创建一个都是如此',
  'keeps its port taken and its clients connected': '占用其端口，并使其客户端保持连接',
  'keeps its process as long as the browser runs': '在浏览器运行期间占用其进程',
  'keeps its process running and a terminal device taken': '使其进程继续运行，并占用一个终端设备',
  'keeps its server process or connection': '占用其服务器进程或连接',
  'keeps its socket busy and its data in memory': '占用其套接字，并使其数据留在内存中',
  'keeps its socket busy until its body is read or collected': '占用其套接字，直到响应体被读取或回收',
  'keeps its socket busy, so that no other request can use it': '占用其套接字，使其他请求无法使用',
  'keeps its socket until the response is read': '占用其套接字，直到响应被读取',
  'keeps its socket until the server answers or hangs up': '占用其套接字，直到服务器应答或断开',
  'keeps its sockets and its media running; browsers allow some hundred of them':
    '使其套接字和媒体继续运行；浏览器只允许数百个',
  'keeps its sockets open': '使其套接字保持打开',
  'keeps its sockets open and can share none of them with other requests':
    '使其套接字保持打开，且无法与其他请求共享',
  'keeps its stream of the session open': '使其会话流保持打开',
  'keeps its tests alive in the test view': '使其测试留在测试视图中',
  'keeps its threads or processes running': '使其线程或进程继续运行',
  'keeps listening to its streams': '继续监听其流',
  'keeps one of the few channels of the connection': '占用连接中为数不多的通道之一',
  'keeps running after whoever started it has gone': '在启动者消失后继续运行',
  'keeps the application running': '使应用程序继续运行',
  'keeps the audio hardware and a thread; browsers allow few of them':
    '占用音频硬件和一个线程；浏览器只允许少数几个',
  'keeps the blob in memory until the page is left': '使 blob 留在内存中，直到离开页面',
  'keeps the bodies of all its responses in memory': '使其所有响应体留在内存中',
  'keeps the connection and its descriptor open until the peer hangs up':
    '使连接及其描述符保持打开，直到对方断开',
  'keeps the connection open': '使连接保持打开',
  'keeps the connection open and connects again for ever': '使连接保持打开，并永远重新连接',
  'keeps the connection open and opens it again whenever it breaks': '使连接保持打开，并在断开时重新打开',
  'keeps the connection open and the process alive': '使连接保持打开，并使进程无法退出',
  'keeps the connection open until the client hangs up': '使连接保持打开，直到客户端断开',
  'keeps the connection open until the other side closes it': '使连接保持打开，直到另一端将其关闭',
  'keeps the connection open until the server closes it': '使连接保持打开，直到服务器将其关闭',
  'keeps the connection open: the HTTP parser has let go of it, so nobody else closes it':
    '使连接保持打开：HTTP 解析器已将其放手，因此不会有别人关闭它',
  'keeps the database file open and perhaps locked': '使数据库文件保持打开，且可能被锁定',
  'keeps the database file open, and locked for others': '使数据库文件保持打开，并对他人锁定',
  'keeps the file locked, and the lock fresh, until the process ends':
    '使文件保持锁定，并不断刷新锁，直到进程结束',
  'keeps the file open until it is read to its end or destroyed': '使文件保持打开，直到读到末尾或被销毁',
  'keeps the file open, and its last data may never be written': '使文件保持打开，最后的数据可能永远不会写入',
  'keeps the file open: `autoClose: false` leaves closing to the program':
    '使文件保持打开：`autoClose: false` 将关闭交由程序负责',
  'keeps the inspector attached and what it collects in memory': '使检查器保持附加，其收集的内容留在内存中',
  'keeps the listener and all that it captures alive as long as the event lives':
    '在事件存续期间，使监听器及其捕获的一切无法回收',
  'keeps the listener and all that it captures alive, and called, as long as the event lives':
    '在事件存续期间，使监听器及其捕获的一切无法回收，并继续被调用',
  'keeps the listeners of its token alive': '使其令牌的监听器无法回收',
  'keeps the machine awake': '使机器无法休眠',
  'keeps the observer and all that it captures alive as long as the source lives':
    '在来源存续期间，使观察者及其捕获的一切无法回收',
  'keeps the port taken': '占用端口',
  'keeps the port taken and the process alive': '占用端口，并使进程无法退出',
  'keeps the positioning hardware on': '使定位硬件保持开启',
  'keeps the process alive': '使进程无法退出',
  'keeps the process alive while it has a listener': '在有监听器时使进程无法退出',
  'keeps the registered object alive and in use until the extension is deactivated':
    '使已注册的对象一直被使用，直到扩展停用',
  'keeps the screen on': '使屏幕保持点亮',
  'keeps the stream locked to it': '使流一直被其锁定',
  'keeps the subscription running on the server until it completes': '使服务器上的订阅继续运行，直到完成',
  'keeps the terminal open and the process alive': '使终端保持打开，并使进程无法退出',
  'keeps watching the file system and the process alive': '继续监视文件系统，并使进程无法退出',
  'keeps watching the file system until the extension is deactivated': '继续监视文件系统，直到扩展停用',
  'keeps watching, keeps the process alive and holds an inotify handle':
    '继续监视，使进程无法退出，并占用一个 inotify 句柄',
  'keeps what it reads from or writes to open': '使其读写的对象保持打开',
  'leaves its temporary file behind until the process ends': '遗留其临时文件，直到进程结束',
  'leaves the directory on the disk': '将目录遗留在磁盘上',
  'leaves what it should cancel running': '任由应当取消的操作继续运行',
  'nothing is written until it is closed': '在关闭之前不写入任何内容',
  'stalls the decoder that lent its buffer': '使借出缓冲区的解码器停滞',
  'stays in the list of kernels': '留在内核列表中',
  'stays in the list of output channels with all that it shows': '连同其全部内容留在输出通道列表中',
  'stays in the source control view': '留在源代码管理视图中',
  'stays in the status bar': '留在状态栏中',
  'stays in the tray': '留在托盘中',
  'stays registered in the chat': '一直注册在聊天中',
  'stays registered, and its decorations with it': '连同其装饰一直保持注册',
  'still fires later, and keeps the process alive until then': '稍后仍会触发，并使进程在此之前无法退出',
  'still runs after its owner is gone': '在其所有者消失后仍会运行',
};
