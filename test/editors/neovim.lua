-- Run by test/editors/neovim.ts inside a headless Neovim: opens a file that leaks, prints what is shown, applies
-- the preferred fix, and prints what is left.
local program, path = vim.env.LEAKLINT_PROGRAM, vim.env.LEAKLINT_FILE

local function say(line)
  io.stdout:write(line .. '\n')
end

local client = vim.lsp.start_client({
  name = 'leaklint',
  cmd = { vim.env.LEAKLINT_NODE, program, 'lsp', '--stdio' },
  root_dir = vim.fn.fnamemodify(path, ':h'),
})
vim.cmd('edit ' .. vim.fn.fnameescape(path))
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(buffer, client)

local function shown()
  return vim.diagnostic.get(buffer)
end

-- Neovim handles what the server says while it waits here, and looks again after each message.
if not vim.wait(30000, function() return #shown() > 0 end, 10) then
  say('no diagnostics')
  vim.cmd('cquit 1')
end
for _, each in ipairs(shown()) do
  say(string.format('%d:%d %s', each.lnum + 1, each.col + 1, each.message))
end

local first = shown()[1]
local position = { line = first.lnum, character = first.col }
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = { start = position, ['end'] = position },
  context = { diagnostics = {} },
}, 30000)
local function edit_of(action)
  if action.edit then
    return action.edit
  end
  for _, answer in pairs(vim.lsp.buf_request_sync(buffer, 'codeAction/resolve', action, 30000) or {}) do
    return answer.result and answer.result.edit
  end
end

for _, answer in pairs(answers or {}) do
  for _, action in ipairs(answer.result or {}) do
    local edit = action.isPreferred and edit_of(action)
    if edit then
      vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
      say('applied: ' .. action.title)
    end
  end
end
if not vim.wait(30000, function() return #shown() == 0 end, 10) then
  say('the finding is still there')
  vim.cmd('cquit 1')
end
say('nothing is left')
vim.cmd('qall!')
