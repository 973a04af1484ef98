package dev.countersign.service.platform.web;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What broke because the database is away, full or too slow, and not because we or the caller did something wrong. */
final class DatabaseTrouble {
    private static final int MAX_CAUSES = 20;

    private DatabaseTrouble() {}

    /** Returns the SQLSTATE of such a failure, or a word where there is none. */
    static Optional<String> in(Throwable broken) {
        return Stream.iterate(broken, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .map(state -> state == null ? "no connection" : state)
                .filter(DatabaseTrouble::passes)
                .findFirst();
    }

    /** PostgreSQL, appendix A: what a repetition may get over. */
    private static boolean passes(String state) {
        return state.equals("no connection")
                // connection exceptions; the database is short of something, or full; an operator or a failover
                // intervened
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                // lock not available in time
                || state.equals("55P03");
    }
}
