-- SPDX-License-Identifier: GPL-2.0-or-later
-- What interpreters spend their time with: calls, tables, closures, strings, floating point, garbage.
local rounds = tonumber(argument)

-- Sums of 32 bits, so that they are the same where integers are not 64 bits wide.
local sum = 0
local function add(n)
	sum = (sum * 31 + n) % 4294967291
end

local function queens(n)
	local found, cols, up, down = 0, {}, {}, {}
	local function place(row)
		if row > n then
			found = found + 1
			return
		end
		for c = 1, n do
			if not (cols[c] or up[row + c] or down[row - c + n]) then
				cols[c], up[row + c], down[row - c + n] = true, true, true
				place(row + 1)
				cols[c], up[row + c], down[row - c + n] = nil, nil, nil
			end
		end
	end
	place(1)
	return found
end

local function mandelbrot(size)
	local inside = 0
	for y = 0, size - 1 do
		for x = 0, size - 1 do
			local cr, ci, zr, zi, n = 3.0 * x / size - 2.0, 2.0 * y / size - 1.0, 0.0, 0.0, 0
			while n < 40 and zr * zr + zi * zi < 4.0 do
				zr, zi, n = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci, n + 1
			end
			inside = inside + (n == 40 and 1 or 0)
		end
	end
	return inside
end

local function words(n)
	local count, list, seed = {}, {}, 42
	for i = 1, n do
		seed = (seed * 16807) % 2147483647
		local word = string.format("w%03x", seed % 997)
		count[word] = (count[word] or 0) + 1
	end
	for word, times in pairs(count) do
		list[#list + 1] = { word = word, times = times }
	end
	table.sort(list, function(a, b)
		return a.times > b.times or (a.times == b.times and a.word < b.word)
	end)
	local text = {}
	for i = 1, 20 do
		text[i] = list[i].word .. "=" .. list[i].times
	end
	return table.concat(text, " ")
end

local function account()
	local mt = {}
	mt.__index = mt
	function mt:pay(n)
		self.total = self.total + n
		return self
	end
	local all = {}
	for i = 1, 3000 do
		all[i] = setmetatable({ total = i }, mt):pay(i % 7):pay(1)
	end
	local t = 0
	for _, a in ipairs(all) do
		t = t + a.total
	end
	return t
end

for round = 1, rounds do
	add(queens(7))
	add(mandelbrot(48))
	add(account())
	local text = words(6000)
	for piece in text:gmatch("%w+") do
		add(#piece + piece:byte(-1))
	end
	add(#text:gsub("w", "<%0>"):rep(10):upper())
	print(round, sum, text:sub(1, 40))
end
