/** Hovers, explanations and notices in Simplified Chinese. */
export const explanations: Readonly<Record<string, string>> = {
  // What it is.
  '{callee} gives {one}.': '{callee} 返回{one}。',
  'Its kind is not catalogued; it counts because it is made and released here.':
    '目录中没有这种资源；因为它在此处创建并释放，所以计入。',
  'This is test code, or an example.': '这是测试代码或示例。',
  'This is an example, and it runs once.': '这是示例，只运行一次。',
  'This code runs once for the whole process.': '这段代码在整个进程中只运行一次。',
  'This code is a step of a program that ends.': '这段代码是一个会结束的程序中的一步。',
  'This code does it once, when it is used for the first time.': '这段代码只在首次使用时执行一次。',
  'As far as the callers show, this code runs once, when the program starts.':
    '就其调用者所示，这段代码只在程序启动时运行一次。',
  'Nothing in the file calls this code, and nobody else can.':
    '文件中没有任何地方调用这段代码，其他地方也无法调用。',
  'Only tests call this code.': '只有测试调用这段代码。',

  // What becomes of it.
  'line {line}: {what}': '第 {line} 行：{what}',
  released: '释放',
  moved: '移交',
  returned: '返回',
  stored: '存入',
  ' (held by the variable `{name}`)': '（由变量 `{name}` 持有）',
  ' (held by the captured variable `{name}`)': '（由被捕获的变量 `{name}` 持有）',
  ' (held by the container `{name}`)': '（由容器 `{name}` 持有）',
  ' (held by the field `{name}`)': '（由字段 `{name}` 持有）',
  ' (held by the field `{name}` of {class})': '（由 {class} 的字段 `{name}` 持有）',
  ', after something went wrong': '，在出错之后',

  // Why it is reported, or not.
  'Reported as error:': '报告为错误：',
  'Reported as warning:': '报告为警告：',
  'Reported as information:': '报告为信息：',
  'Reported as hint:': '报告为提示：',
  'Not reported: {reason}.': '未报告：{reason}。',
  'nothing is known against it': '没有发现问题',
  'it is released on every path that counts': '它在所有相关路径上都会被释放',
  'it is returned, stored or taken over, so somebody else has to release it':
    '它被返回、存入别处或被接管，因此应由他处释放',
  'it is passed to a function that is not known, which may take care of it':
    '它被传给一个未知的函数，该函数可能会处理它',
  'it ends by itself, or nothing here shows that it is meant to be released':
    '它会自行结束，或此处没有迹象表明它应当被释放',
  'it gets lost only if a call throws that hardly ever does':
    '只有在几乎从不抛出异常的调用抛出异常时，它才会丢失',
  'it is never started, so it holds nothing': '它从未启动，因此不占用任何资源',
  'Not reported: the level of its rule, or another finding on the same call, leaves it out.':
    '未报告：其规则的级别或同一调用上的另一项发现将它排除。',
  'Not reported, because it is in the baseline:': '未报告，因为它在基线中：',
  'Not reported, because a comment suppresses it:': '未报告，因为有注释将其忽略：',
  'Not reported, because a comment suppresses it ({reason}):': '未报告，因为有注释将其忽略（{reason}）：',

  // Comments that suppress.
  'in this file': '在此文件中',
  'on this line': '在这一行',
  'on the next line of code': '在下一行代码',
  'all findings': '所有发现',
  ', ': '、',
  'Reason: {reason}': '原因：{reason}',
  'Suppresses {rules} {where}:': '{where}忽略 {rules}：',
  'Suppresses {rules} {where}, but there is no such finding. Delete this comment.':
    '{where}忽略 {rules}，但并没有这样的发现。请删除此注释。',
  'line {line}, `{rule}`: {what}': '第 {line} 行，`{rule}`：{what}',

  // What was not analysed.
  'The code around this line was not analysed to its end: {reason}.': '此行附近的代码未能分析完：{reason}。',
  'One part of this file was not analysed to the end: {reasons}. Leaks there may be missing from this report.':
    '此文件有一处未能分析完：{reasons}。其中的泄漏可能未列入此报告。',
  '{count} parts of this file were not analysed to the end: {reasons}. Leaks there may be missing from this report.':
    '此文件有 {count} 处未能分析完：{reasons}。其中的泄漏可能未列入此报告。',
  '{reason} ({detail})': '{reason}（{detail}）',
  'too many paths': '路径过多',
  'callbacks nested too deeply': '回调嵌套过深',
  'syntax errors': '语法错误',
  'too large': '过大',
  'nested too deeply': '嵌套过深',
  'a defect of Leaklint: please report it': 'Leaklint 的缺陷：请报告',

  // Notices.
  'This file could not be read ({reason}), so it was not checked. Allow reading it, or exclude it.':
    '无法读取此文件（{reason}），因此未检查。请允许读取它，或将其排除。',
  'This file is too large to check ({size}, the limit is 1 MB), so nothing in it was looked at. If it is generated, exclude it.':
    '此文件过大（{size}，上限为 1 MB），因此未检查。如果它是生成的，请将其排除。',
  'This file holds bytes that are no UTF-8. It was checked as far as it can be read; fixes are not applied to it.':
    '此文件含有不属于 UTF-8 的字节。已检查可读取的部分；不会对其应用修复。',
  'The grammar of {language} could not be loaded ({reason}), so its files were not checked. Install Leaklint anew.':
    '无法加载 {language} 的语法（{reason}），因此未检查该语言的文件。请重新安装 Leaklint。',
  'This is no file.': '这不是文件。',

  // Actions.
  'What Leaklint makes sure of before it offers a fix': 'Leaklint 在提供修复前所确认的事项',

  // Progress.
  'Leaklint: looking for leaks': 'Leaklint：正在查找泄漏',
  '{done} of {total} files': '{done}/{total} 个文件',
};
