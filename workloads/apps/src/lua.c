// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lua's interpreter with its standard library, for one script.
 * usage: lua SCRIPT ARGUMENT
 *
 * Lua salts its string hashes with the time and with the address of a variable on the stack, which
 * is elsewhere in every split; how long the chains of its string table are depends on both. So here
 * the time stands still, and the interpreter runs on a stack that is part of the program.
 */
#include <lauxlib.h>
#include <lualib.h>
#include <time.h>
#include <ucontext.h>
#include "out.h"

static char stack[512 * 1024] __attribute__((aligned(16)));
static char **args;

time_t time(time_t *to)
{
	if (to)
		*to = 0;
	return 0;
}

static void interpret(void)
{
	lua_State *l = luaL_newstate();

	must(l, "no memory");
	luaL_openlibs(l);
	lua_pushstring(l, args[2]);
	lua_setglobal(l, "argument");
	if (luaL_dofile(l, args[1]))
		must(0, lua_tostring(l, -1));
	lua_close(l);
}

int main(int argc, char **argv)
{
	static ucontext_t here, there;

	must(argc == 3, "usage: lua SCRIPT ARGUMENT");
	args = argv;
	must(!getcontext(&there), "no context");
	there.uc_stack.ss_sp = stack;
	there.uc_stack.ss_size = sizeof(stack);
	there.uc_link = &here;
	makecontext(&there, interpret, 0);
	must(!swapcontext(&here, &there), "no context");
	return 0;
}
