-- What somebody does in Neovim, without hands: open an article, write, repair, rename. What happens goes to a file.
local python, root, out = vim.env.POSTLINT_PYTHON, vim.env.POSTLINT_SITE, vim.env.POSTLINT_OUT
local told = {}

local function tell(name, value)
  told[name] = value
  vim.fn.writefile({ vim.json.encode(told) }, out)
end

local function codes(buffer)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, one.code)
  end
  table.sort(found)
  return found
end

local function until_(condition)
  return vim.wait(150000, condition, 5)
end

local function text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

vim.lsp.config('postlint', {
  cmd = { python, '-m', 'postlint', 'server' },
  filetypes = { 'markdown' },
  root_markers = { 'hugo.toml' },
  init_options = { trusted = true },
})
vim.lsp.enable('postlint')
vim.cmd.edit(root .. '/content/posts/notes.md')
local buffer = vim.api.nvim_get_current_buf()
until_(function() return #vim.diagnostic.get(buffer) > 0 end)
tell('opened', codes(buffer))

local start = vim.uv.hrtime()
vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { '', 'And [this ](/posts/plan/).' })
until_(function() return #vim.diagnostic.get(buffer) > 2 end)
tell('typed', codes(buffer))
tell('milliseconds', (vim.uv.hrtime() - start) / 1e6)

vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.postlint' }, diagnostics = {} }, apply = true })
until_(function() return not text(buffer):find('this ]', 1, true) end)
tell('repaired', text(buffer))

vim.cmd.edit(root .. '/content/posts/plan.md')
local plan = vim.api.nvim_get_current_buf()
until_(function() return #vim.lsp.get_clients({ bufnr = plan }) > 0 end)
vim.api.nvim_win_set_cursor(0, { vim.fn.search('## Set up'), 4 })
vim.lsp.buf.rename('How to begin')
until_(function() return text(buffer):find('#how%-to%-begin') ~= nil end)
tell('renamed', text(plan) .. text(buffer))

local items = vim.lsp.buf_request_sync(plan, 'workspace/symbol', { query = 'notes' }, 150000)
local names = {}
for _, answer in pairs(items or {}) do
  for _, symbol in ipairs(answer.result or {}) do
    table.insert(names, symbol.name)
  end
end
tell('symbols', names)
vim.cmd('qa!')
