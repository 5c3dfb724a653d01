// sqlite3_db_config takes a variable number of arguments, which Swift cannot call.
#ifndef C_SQLITE_H
#define C_SQLITE_H

struct sqlite3;

/// Switches off the triggers of the database for one connection.
/// Returns an SQLite result code.
/// <https://sqlite.org/c3ref/c_dbconfig_defensive.html#sqlitedbconfigenabletrigger>
int csqlite_disable_triggers(struct sqlite3 *connection);

#endif
