// SPDX-License-Identifier: GPL-2.0-or-later
#include "gbench.h"

#include <benchmark/benchmark.h>
#include <sstream>
#include <string>

struct gbench_state {
	benchmark::State &state;
};

namespace
{

/* Shows nothing. The library lists names on the reporter's stream, which is how they are caught. */
class QuietReporter : public benchmark::BenchmarkReporter
{
      public:
	bool ReportContext(const Context &) override
	{
		return true;
	}
	void ReportRuns(const std::vector<Run> &) override
	{
	}
};

bool list_wanted;

void set_listing(bool on)
{
	// The library keeps the pointer to the name, and shows it in its reports.
	static char program[] = "splitbench";
	std::string flag = on ? "--benchmark_list_tests=true" : "--benchmark_list_tests=false";
	char *argv[] = { program, &flag[0], nullptr };
	int argc = 2;

	benchmark::Initialize(&argc, argv);
}

bool asks_for_list(const std::string &arg)
{
	return arg == "--benchmark_list_tests" || arg == "--benchmark_list_tests=true" ||
	       arg == "--benchmark_list_tests=1";
}

} // namespace

extern "C" {

void gbench_init(int *argc, char **argv)
{
	for (int i = 1; i < *argc; i++)
		if (asks_for_list(argv[i]))
			list_wanted = true;
	benchmark::Initialize(argc, argv);
}

void gbench_register(const char *name, size_t iterations, gbench_fn fn, void *arg)
{
	benchmark::RegisterBenchmark(name,
				     [fn, arg](benchmark::State &state) {
					     gbench_state st = { state };

					     fn(&st, arg);
				     })
		->Iterations(iterations)
		->UseManualTime();
}

size_t gbench_selected(void (*fn)(const char *name, void *arg), void *arg)
{
	std::stringstream names;
	std::string name;
	QuietReporter quiet;
	size_t n = 0;

	quiet.SetOutputStream(&names);
	set_listing(true);
	benchmark::RunSpecifiedBenchmarks(&quiet);
	set_listing(list_wanted);
	while (std::getline(names, name)) {
		fn(name.substr(0, name.rfind("/iterations:")).c_str(), arg);
		n++;
	}
	return n;
}

size_t gbench_run(bool table)
{
	QuietReporter quiet;

	return table ? benchmark::RunSpecifiedBenchmarks()
		     : benchmark::RunSpecifiedBenchmarks(&quiet);
}

bool gbench_next(struct gbench_state *st)
{
	return st->state.KeepRunning();
}

void gbench_set_seconds(struct gbench_state *st, double seconds)
{
	st->state.SetIterationTime(seconds);
}

void gbench_counter(struct gbench_state *st, const char *name, double value)
{
	st->state.counters[name] = value;
}

void gbench_label(struct gbench_state *st, const char *text)
{
	st->state.SetLabel(text);
}

void gbench_skip(struct gbench_state *st, const char *why)
{
	st->state.SkipWithError(why);
}
}
