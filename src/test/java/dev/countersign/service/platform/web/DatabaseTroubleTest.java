package dev.countersign.service.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTroubleTest {
    private static Throwable request(SQLException cause) {
        return new IllegalStateException("a row could not be kept", new RuntimeException(cause));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "53100", "53300", "57014", "57P01", "55P03"})
    void a_database_that_is_away_full_or_too_slow_is_no_fault_of_ours(String state) {
        assertThat(DatabaseTrouble.in(request(new SQLException("words", state))))
                .contains(state);
    }

    @Test
    void no_connection_in_time_has_no_state() {
        assertThat(DatabaseTrouble.in(request(new SQLException("Sorry, acquisition timeout!"))))
                .contains("no connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "22021", "40001"})
    void a_statement_that_is_wrong_is_ours(String state) {
        assertThat(DatabaseTrouble.in(request(new SQLException("words", state))))
                .isEmpty();
        assertThat(DatabaseTrouble.in(new IllegalStateException("no database in it")))
                .isEmpty();
    }
}
