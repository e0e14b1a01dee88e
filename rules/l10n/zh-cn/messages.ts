/** What is lost and what to do, in Simplified Chinese. */
export const messages: Readonly<Record<string, string>> = {
  // Who it is about.
  'What {call} returned': '{call} 的返回值',
  '`{name}` from {call}': '来自 {call} 的 `{name}`',
  'The {noun} `{name}`': '{noun} `{name}`',
  'The {noun} in {field}': '{field} 中的{noun}',
  'The {noun} kept in `{name}`': '保存在 `{name}` 中的{noun}',
  'The {noun} from {call}': '{call} 产生的{noun}',
  'The object': '该对象',
  'the container': '该容器',
  'the release method': '释放方法',
  'the clean-up of an effect': '副作用的清理函数',
  ' in {place}': '（位于 {place}）',

  // What is lost.
  '{subject} is never {done}.': '{subject}从未被{done}。',
  'The {noun} from {call} is dropped at once, so nothing can {bare} it.':
    '{call} 产生的{noun}立即被丢弃，因此无法再将其{bare}。',
  '{subject} is not {done} when the function returns early.': '函数提前返回时，{subject}未被{done}。',
  '{subject} is not {done} on every path.': '{subject}并非在每条路径上都被{done}。',
  '{subject} is not {done} on the error branch.': '在出错分支上，{subject}未被{done}。',
  '{subject} is not {done} {failure}.': '{failure}，{subject}未被{done}。',
  '{subject} is replaced by another before it is {done}.': '{subject}在被{done}之前就被另一个替换。',
  '{subject} is not {done} before the next round of the loop.':
    '在循环的下一轮开始之前，{subject}未被{done}。',
  '{subject} is not {done} on the timeout or abort path.': '在超时或中止的路径上，{subject}未被{done}。',
  '{method} does not {bare} {subject}.': '{method} 没有{bare}{subject}。',
  '{owner} keeps {one}{place} and has no method that {does} it.':
    '{owner} 持有{one}{place}，却没有将其{does}的方法。',
  '{subject} is kept in a local variable, so {method} cannot {bare} it.':
    '{subject}保存在局部变量中，因此 {method} 无法将其{bare}。',
  '{subject} is not {done} if another promise of the same `Promise.all` rejects.':
    '同一 `Promise.all` 中的另一个 promise 被拒绝时，{subject}未被{done}。',
  '{subject} is {done} on success only.': '{subject}仅在成功时才被{done}。',
  '{one} left in {container} is not {done} by {method}.':
    '{method} 没有将遗留在 {container} 中的{one}{done}。',
  '{subject} is not {done} once the race is decided.': '竞争结束后，{subject}未被{done}。',
  '{one} is made on each call, and neither shared nor {done}.':
    '每次调用都会创建{one}，既不共享，也不{done}。',
  '{one} is made on each call, and neither shared nor closed.': '每次调用都会创建{one}，既不共享，也不关闭。',
  '{call} may wait for ever: it has no timeout.': '{call} 可能永远等待：没有超时。',
  '{call} may wait for ever: no timeout is set.': '{call} 可能永远等待：未设置超时。',
  '{call} may wait for a very long time: no timeout is set.': '{call} 可能等待很长时间：未设置超时。',
  'The timeout of {call} only emits an event: nothing ends the wait.':
    '{call} 的超时只会触发事件：没有任何代码结束等待。',
  '{subject} stays open when the other end of the pipe fails.': '管道另一端失败时，{subject}仍保持打开。',
  '{subject} stays: the removal names another function.': '{subject}仍然存在：移除时指定的是另一个函数。',
  '{subject} is dropped, so nothing can cancel what it was made for.':
    '{subject}被丢弃，因此无法取消它所针对的操作。',
  'The goroutine waits for ever in {call} once nobody receives.':
    '一旦无人接收，goroutine 会在 {call} 中永远等待。',
  '{subject} is used before the error is checked.': '{subject}在检查错误之前就被使用。',
  'Where the call fails there is none, and the program ends here instead of handling the error.':
    '调用失败时它并不存在，程序会在此处终止，而不是处理错误。',
  '{subject} is made after the call that it should cancel.': '{subject}在它应当取消的调用之后才创建。',
  '{subject} is made after the call that it should cancel, so that call cannot be cancelled.':
    '{subject}在它应当取消的调用之后才创建，因此该调用无法取消。',
  '{subject} is never used to cancel, so what waits on its signal waits for nothing.':
    '{subject}从未用于取消，因此等待其信号的代码只是空等。',
  '{subject} is never used to cancel, so only the end of its time frees what it keeps.':
    '{subject}从未用于取消，因此只有时限到期才会释放它所占用的资源。',
  'Left alone, it keeps its timer, and what was made under it, until its time is up.':
    '若不处理，其定时器以及由它派生的一切会一直保留到时限到期。',
  '{subject} is never cleared.': '{subject}从未被清除。',
  '{subject} keeps running after the race is decided.': '竞争结束后，{subject}仍在运行。',
  '{subject} is not cleared when the function returns early.': '函数提前返回时，{subject}未被清除。',
  '{subject} is not cleared {failure}.': '{failure}，{subject}未被清除。',
  '{subject} is replaced by another without being cleared.': '{subject}未被清除就被另一个替换。',
  '{call} opens {one} that nobody keeps, so it is never closed.':
    '{call} 打开了{one}，但没有任何代码保存它，因此它从未被关闭。',
  '{subject} is neither read nor destroyed.': '{subject}既未被读取，也未被销毁。',
  '{subject} is neither read nor destroyed when the function returns early.':
    '函数提前返回时，{subject}既未被读取，也未被销毁。',
  '{subject} is neither read nor destroyed on the error branch.':
    '在出错分支上，{subject}既未被读取，也未被销毁。',
  '{subject} is neither read nor destroyed {failure}.': '{failure}，{subject}既未被读取，也未被销毁。',
  '{subject} is never terminated, so it keeps running.': '{subject}从未被终止，因此会一直运行。',
  '{subject} is never closed, so it keeps running.': '{subject}从未被关闭，因此会一直运行。',
  '{subject} is never stopped, so it keeps running.': '{subject}从未被停止，因此会一直运行。',
  '{subject} is neither committed nor rolled back.': '{subject}既未提交，也未回滚。',
  '{subject} is neither committed nor rolled back when the function returns early.':
    '函数提前返回时，{subject}既未提交，也未回滚。',
  '{subject} is neither committed nor rolled back on the error branch.':
    '在出错分支上，{subject}既未提交，也未回滚。',
  '{subject} is neither committed nor rolled back {failure}.': '{failure}，{subject}既未提交，也未回滚。',
  'The listener added with {call} is never removed.': '用 {call} 添加的监听器从未被移除。',
  'The listener added with {call} is not removed by {method}.': '{method} 没有移除用 {call} 添加的监听器。',
  'The listener added with {call} is never removed: the removal names another function.':
    '用 {call} 添加的监听器从未被移除：移除时指定的是另一个函数。',
  'The listener added with {call} is not removed on the timeout or abort path.':
    '在超时或中止的路径上，用 {call} 添加的监听器未被移除。',
  'The listener added with {call} is not removed when the function returns early.':
    '函数提前返回时，用 {call} 添加的监听器未被移除。',

  // How it fails.
  'if the awaited call fails': '若所等待的调用失败',
  'when the awaited call fails': '所等待的调用失败时',
  'if an exception is thrown': '若抛出异常',
  'when an exception is thrown': '抛出异常时',
  'if `{subject}` rejects': '若 `{subject}` 被拒绝',
  'when `{subject}` rejects': '`{subject}` 被拒绝时',
  'if `{subject}` throws': '若 `{subject}` 抛出异常',
  'when `{subject}` throws': '`{subject}` 抛出异常时',

  // Why it matters.
  'It is {done} on the ordinary path, so it is meant to be {done} on this one too.':
    '它在正常路径上会被{done}，因此在这条路径上也应当被{done}。',
  'Each run leaves one more behind.': '每次运行都会多遗留一个。',
  'Left alone, it {cost}.': '若不处理，它会{cost}。',
  'A child process that hangs holds up all that waits for it.': '挂起的子进程会阻塞所有等待它的代码。',
  'A peer that accepts and never answers holds up this {noun} and all that waits for it.':
    '如果对方接受连接却从不应答，这个{noun}以及所有等待它的代码都会被阻塞。',
};
