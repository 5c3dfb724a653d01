// Swift cannot call sqlite3_db_config, because that function has variable arguments.
#ifndef C_SQLITE_H
#define C_SQLITE_H

struct sqlite3;

// Declared here because <sqlite3.h> belongs to GRDB's module.
extern int sqlite3_db_config(struct sqlite3 *, int, ...);

/// Disables triggers for one connection.
///
/// Returns: an SQLite result code.
/// <https://sqlite.org/c3ref/c_dbconfig_defensive.html#sqlitedbconfigenabletrigger>
static inline int csqlite_disable_triggers(struct sqlite3 *connection) {
    const int enableTrigger = 1003;
    return sqlite3_db_config(connection, enableTrigger, 0, (int *)0);
}

#endif
