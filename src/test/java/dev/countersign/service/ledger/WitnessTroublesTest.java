package dev.countersign.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.ledger.WitnessTroubles.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WitnessTroublesTest {
    private final Logger log = Logger.getLogger(CosignCheckpoint.class.getName());
    private final Operator operator = new Operator();
    private final WitnessTroubles troubles = new WitnessTroubles();

    @BeforeEach
    void an_operator_reads() {
        log.addHandler(operator);
    }

    @AfterEach
    void the_operator_goes() {
        log.removeHandler(operator);
    }

    @Test
    void what_goes_on_is_said_once_and_that_it_is_over_once() {
        for (int round = 0; round < 5; round++) {
            troubles.has("one", Trouble.SILENT, "connection refused");
        }
        troubles.over("one");
        troubles.over("one");

        assertThat(operator.read)
                .containsExactly(
                        "The witness one does not answer: connection refused", "The witness one cosigns again.");
    }

    @Test
    void another_trouble_and_another_witness_are_said_too() {
        troubles.has("one", Trouble.SILENT, "connection refused");
        troubles.has("one", Trouble.SILENT, "it failed too often lately");
        troubles.has("one", Trouble.REFUSES, "status 403");
        troubles.has("two", Trouble.REFUSES, "status 404");

        assertThat(operator.read)
                .containsExactly(
                        "The witness one does not answer: connection refused",
                        "The witness one refuses the log's checkpoint: status 403",
                        "The witness two refuses the log's checkpoint: status 404");
    }

    private static final class Operator extends Handler {
        private final List<String> read = new ArrayList<>();
        private final Formatter words = new PatternFormatter("%s");

        @Override
        public void publish(LogRecord line) {
            read.add(words.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
