package dev.countersign.service.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.log.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of witnesses is read once, at the start, and a wrong one is refused there. */
class WitnessRulesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "witness one\n", "quorum most\n", "quorum none\nquorum none\n", "\u0000"})
    void a_file_that_is_no_policy_refuses_the_start_and_names_the_setting(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("policy"), text);

        refused(file);
    }

    @Test
    void a_witness_without_an_address_refuses_the_start() throws IOException {
        LocalWitness witness = new LocalWitness("one.example/witness", WitnessRulesTest::noLog);
        String line = "witness one " + witness.key() + "\nquorum one\n";

        refused(Files.writeString(directory.resolve("policy"), line));
    }

    @Test
    void a_file_that_is_not_there_refuses_the_start() {
        refused(directory.resolve("nothing"));
    }

    private static VerifierKey noLog() {
        throw new AssertionError("nobody asks");
    }

    private static void refused(Path file) {
        assertThatThrownBy(() -> new WitnessRules(Optional.of(file), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("countersign.log.witness-policy-file: ");
    }
}
