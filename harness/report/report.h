/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HARNESS_REPORT_H
#define HARNESS_REPORT_H

#include "store/sql.h"

/*
 * Writes DIR/report.html, which needs no other file, DIR/report.md, and DIR/plots with the images
 * of the latter and what they were drawn from. values->run 0: the latest run of each kind;
 * otherwise that one, and of the other kinds the latest. Parts that the database has not got are
 * said to be missing on the page. Returns whether all plots could be drawn; what makes the whole
 * impossible stops the program.
 */
bool report_write(sqlite3 *db, const struct sql_values *values, const char *dir);

#endif /* HARNESS_REPORT_H */
