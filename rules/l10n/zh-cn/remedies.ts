/** What to do, in Simplified Chinese. */
export const remedies: Readonly<Record<string, string>> = {
  ' with {call}': '用 {call} ',
  '{verb} it{by} when it is no longer needed.': '不再需要时{by}将其{verb}。',
  '{verb} it in a `finally`{by}.': '在 `finally` 中{by}将其{verb}。',
  '{verb} it in a `finally`{by}, or declare it with {declaration}.':
    '在 `finally` 中{by}将其{verb}，或用 {declaration} 声明它。',
  'Defer it as soon as the error is checked: {call}.': '检查错误之后立即推迟释放：{call}。',
  'Open it in a `with` statement, or {bare} it in a `finally`{by}.':
    '用 `with` 语句打开它，或在 `finally` 中{by}将其{bare}。',
  'Open it in the head of a `try (…)`, or {bare} it in a `finally`{by}.':
    '在 `try (…)` 的开头打开它，或在 `finally` 中{by}将其{bare}。',
  'Keep the result and {bare} it{by}.': '保存返回值，并{by}将其{bare}。',
  '{verb} it{by} before the error is passed on.': '在传递错误之前{by}将其{verb}。',
  '{verb} the old one{by} before another takes its place.': '在被另一个取代之前，{by}将旧的{verb}。',
  '{verb} it{by} on every way out, not only on success.':
    '在每条退出路径上都{by}将其{verb}，而不仅在成功时。',
  '{verb} it{by} in {method}.': '在 {method} 中{by}将其{verb}。',
  'Give {owner} a `dispose()` or `close()` that {does} it{by}, and call that when the object is done.':
    '为 {owner} 添加{by}将其{does}的 `dispose()` 或 `close()`，并在对象用完时调用。',
  'Keep it in a field, and {bare} it in {method}.': '将其保存在字段中，并在 {method} 中将其{bare}。',
  'Acquire one after another, each inside the `try` of the one before, or use `Promise.allSettled` and {bare} those that were acquired.':
    '依次获取，每一个都放在前一个的 `try` 中；或使用 `Promise.allSettled`，并将已获取的{bare}。',
  '{verb} all that is left in {container} in {method}.': '在 {method} 中将 {container} 里剩余的全部{verb}。',
  '{verb} it in a `finally` after the race{by}.': '在竞争之后的 `finally` 中{by}将其{verb}。',
  'Make it once and share it, or see that it is {done} when the call ends.':
    '只创建一次并共享，或确保调用结束时将其{done}。',
  'Make the {noun} once, at module level or in a field, and use it for all calls; or close it before the call ends.':
    '在模块级别或字段中只创建一次{noun}，供所有调用使用；或在调用结束前将其关闭。',
  'Set a timeout, or pass a signal: `AbortSignal.timeout(…)`.':
    '设置超时，或传入信号：`AbortSignal.timeout(…)`。',
  'Set a timeout.': '设置超时。',
  'Set `{option}`.': '设置 `{option}`。',
  'Set `{option}`, or pass `signal: AbortSignal.timeout(…)`.':
    '设置 `{option}`，或传入 `signal: AbortSignal.timeout(…)`。',
  'Pass `signal: AbortSignal.timeout(…)`.': '传入 `signal: AbortSignal.timeout(…)`。',
  'Call `{method}(…)` on it.': '对其调用 `{method}(…)`。',
  "Destroy it in a `'timeout'` handler.": "在 `'timeout'` 处理函数中将其销毁。",
  "Destroy it when the time is over: `.on('timeout', () => it.destroy(…))`.":
    "超时后将其销毁：`.on('timeout', () => it.destroy(…))`。",
  'Use `pipeline` from `node:stream`, which destroys both ends when one fails.':
    '使用 `node:stream` 的 `pipeline`，它会在一端失败时销毁两端。',
  '{verb} it when its owner is done.': '在其所有者用完时将其{verb}。',
  'Keep the handler in a variable, and name that variable when adding and when removing.':
    '将处理函数保存在变量中，添加和移除时都使用该变量。',
  'Keep the handler in a variable, and give that same variable to the removal.':
    '将处理函数保存在变量中，移除时传入同一个变量。',
  'Keep the handler in a variable, and give that same variable to `{removal}`.':
    '将处理函数保存在变量中，并将同一个变量传给 `{removal}`。',
  'Keep the handler in a field, and remove it in {method}.':
    '将处理函数保存在字段中，并在 {method} 中将其移除。',
  'Remove it when its owner is done, or add it with `{ once: true }` or `{ signal }` where that fits.':
    '在其所有者用完时将其移除；或在合适时用 `{ once: true }` 或 `{ signal }` 添加。',
  'Keep it, and cancel on every way out.': '保存它，并在每条退出路径上取消。',
  'Keep it, and cancel on every way out; or pass no signal at all.':
    '保存它，并在每条退出路径上取消；或根本不传入信号。',
  'Send inside a `select` that also waits for the channel which the release method closes.':
    '在 `select` 中发送，并同时等待由释放方法关闭的通道。',
  'Check the error first, and only then work with what the call gives.':
    '先检查错误，然后再使用调用返回的结果。',
  'Make it first, and pass its signal to the call.': '先创建它，再将其信号传给该调用。',
  'Keep what {call} returns, and clear it when its owner is done.':
    '保存 {call} 的返回值，并在其所有者用完时清除。',
  'Keep the timer in a variable and clear it in a `finally` after the race.':
    '将定时器保存在变量中，并在竞争之后的 `finally` 中清除。',
  'Clear the old one with {clear} first, or return if one is running.':
    '先用 {clear} 清除旧的，或在已有定时器运行时直接返回。',
  'Clear it with {clear} in {method}.': '在 {method} 中用 {clear} 将其清除。',
  'Read it to its end, or discard it: `resume()` empties it, `destroy()` or `body.cancel()` ends it.':
    '将其读到末尾，或丢弃：`resume()` 会将其排空，`destroy()` 或 `body.cancel()` 会将其结束。',
  'Commit it on success and roll it back in a `catch`, or use the form that takes a function and does both.':
    '成功时提交，并在 `catch` 中回滚；或使用接受函数并兼顾两者的形式。',
};
