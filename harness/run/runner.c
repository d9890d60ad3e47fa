// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "lib/paths.h"
#include "lib/util.h"

static char *init_line(const struct cell *c)
{
	const char *params = c->wcase->params;
	char *line = xasprintf("init=/bin/%s %s%s--ops=%u", c->program->file, params,
			       *params ? " " : "", c->wcase->ops),
	     *timed;

	if (c->program->is_capacity)
		return line;
	timed = xasprintf("%s --samples=%u --warmup=%u%s", line, c->samples, c->program->warmup,
			  c->clock->hardware ? " --pmu" : "");
	free(line);
	return timed;
}

/* Does what the guest says it ran match what it was told to run? Returns what does not, or NULL. */
static char *mismatch(const struct cell *c, const struct records *r)
{
	if (strcmp(r->workload, c->program->name))
		return xasprintf("the guest ran %s instead of %s", r->workload, c->program->name);
	if (strcmp(r->params, c->wcase->params))
		return xasprintf("the guest ran '%s' instead of '%s'", r->params, c->wcase->params);
	if (r->ops != c->wcase->ops)
		return xasprintf("the guest did %u operations a sample instead of %u", r->ops,
				 c->wcase->ops);
	if (r->nr_samples != c->samples)
		return xasprintf("the guest took %u samples instead of %u", r->nr_samples,
				 c->samples);
	if (r->machine.present && strcmp(r->machine.config, c->config->name))
		return xasprintf("the kernel says that it is %s, not %s", r->machine.config,
				 c->config->name);
	return NULL;
}

/* What the model says of the samples, once those are known to be whole. */
static void judge_model(struct cell_result *r, const struct cpus *cpus)
{
	char *why;

	model_records_init(&r->records.model, cpus, r->records.nr_samples);
	why = model_records_parse(&r->records.model, r->guest.model);
	if (why)
		cell_fail(r, "model", why);
	else if ((why = witness_mismatch(&r->records)))
		cell_fail(r, "witness", why);
}

static void cell_nofit(struct cell_result *r, const char *detail)
{
	r->state = CELL_NOFIT;
	free(r->detail);
	r->detail = xstrdup(detail);
}

/* A guest that ended in order: are its records whole, and of this cell? */
static void judge_records(const struct cell *c, const struct guest_model *model,
			  struct cell_result *r)
{
	char *why;

	if (records_parse(r->guest.console, &r->records, &why)) {
		if (r->records.nofit) {
			cell_nofit(r, r->records.nofit);
			free(why);
		} else {
			cell_fail(r, r->records.error ? "error" : "incomplete", why);
		}
	} else if (r->guest.exit_code) {
		cell_fail(r, "exit",
			  xasprintf("the workload's exit status is %d", r->guest.exit_code));
	} else if ((why = mismatch(c, &r->records))) {
		cell_fail(r, "incomplete", why);
	} else if (model) {
		judge_model(r, model->cpus);
	}
}

/* What looks like a broken guest may be a guest whose words were lost. */
static void blame_disk(struct cell_result *r)
{
	if (r->state == CELL_FAILED && (!strcmp(r->reason, "incomplete") ||
					!strcmp(r->reason, "exit") || !strcmp(r->reason, "model")))
		cell_fail(r, "disk_full",
			  xasprintf("no room for the guest's files: %s; TMPDIR names another place",
				    r->detail));
}

/* The program in /bin, and what it needs in /bin/files, malloc'ed. */
static struct guest_file *guest_files(const struct program *p)
{
	struct guest_file *files = xcalloc(1 + p->nr_files, sizeof(*files));

	files[0] = (struct guest_file){ p->path, xasprintf("/bin/%s", p->file) };
	for (unsigned int i = 0; i < p->nr_files; i++)
		files[1 + i] = (struct guest_file){ p->files[i].path,
						    xasprintf("/bin/files/%s", p->files[i].name) };
	return files;
}

static void guest_files_free(struct guest_file *files, unsigned int n)
{
	for (unsigned int i = 0; i < n; i++)
		free((char *)files[i].guest);
	free(files);
}

void cell_run(const struct cell *c, const struct run_options *o, struct cell_result *r,
	      atomic_long *resident_kib)
{
	char *kernel = path_kernel(c->config->name, ""), *append = init_line(c);
	struct guest_file *files = guest_files(c->program);
	const struct guest_model model = {
		.plugin = o->plugin,
		.program = c->program->path,
		.cpus = &o->clocks.cpus,
		.operations = o->trace ? c->wcase->ops : 0,
	};
	struct guest g = {
		.qemu = o->qemu,
		.kernel = kernel,
		.mem_mib = c->mem_mib,
		.kvm = c->clock->hardware,
		.append = append,
		.files = files,
		.nr_files = 1 + c->program->nr_files,
		.limits = o->limits,
		.model = o->plugin && !c->program->is_capacity && !c->clock->hardware ? &model
										      : NULL,
		.cancel = o->cancel,
		.resident_kib = resident_kib,
	};
	const char *reason;

	*r = (struct cell_result){ .state = CELL_OK, .detail = xstrdup("") };
	guest_run(&g, &r->guest);
	*resident_kib = 0;
	reason = guest_end_reason(r->guest.end);
	if (reason) {
		cell_fail(r, reason,
			  xasprintf("%s%s%s", guest_end_meaning(r->guest.end),
				    *r->guest.detail ? ": " : "", r->guest.detail));
	} else if (r->guest.end == GUEST_NOFIT) {
		cell_nofit(r, *r->guest.detail ? r->guest.detail : guest_end_meaning(GUEST_NOFIT));
	} else if (r->guest.end == GUEST_EXIT) {
		judge_records(c, g.model, r);
	}
	if (r->guest.disk_full)
		blame_disk(r);
	r->tail = guest_tail(&r->guest);
	free(kernel);
	free(append);
	guest_files_free(files, g.nr_files);
}

void cell_add_round(struct cell_result *r, struct cell_result *more)
{
	struct records *to = &r->records, *from = &more->records;
	char *console, *log;

	if (r->state != CELL_OK || r->guest.end == GUEST_CANCELLED) {
		cell_result_free(more);
	} else if (more->state != CELL_OK || more->guest.end == GUEST_CANCELLED) {
		cell_result_free(r);
		*r = *more;
	} else if (strcmp(to->checksum, from->checksum)) {
		cell_fail(r, "checksum",
			  xasprintf("checksum %s in one round, %s in another", to->checksum,
				    from->checksum));
		cell_result_free(more);
	} else {
		records_append(to, from);
		console = records_join_logs(r->guest.console, more->guest.console);
		log = records_join_logs(r->guest.log, more->guest.log);
		free(r->guest.console);
		free(r->guest.log);
		r->guest.console = console;
		r->guest.log = log;
		r->guest.seconds += more->guest.seconds;
		cell_result_free(more);
	}
}
