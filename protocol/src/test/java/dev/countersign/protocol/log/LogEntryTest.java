package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogEntryTest {
    private static final Salt SALT = Salt.parse("AAECAwQFBgcICQoLDA0ODw");
    private static final ObjectNode RECORD =
            Json.object().put("interaction", "int_1").put("channel", "voice");

    @Test
    void an_entry_has_the_bytes_that_it_has_for_ever() {
        LogEntry entry = new LogEntry(EntryType.CONSENT_RECEIPT, Commitment.to(RECORD, SALT));
        byte[] bytes = entry.bytes();

        assertThat(bytes).hasSize(34).startsWith((byte) 1, (byte) 14);
        // Computed by another program: SHA-256(00..0f || {"channel":"voice","interaction":"int_1"}).
        assertThat(entry.commitment()).hasToString("g4ozQxmjKDE9lW7zt6H_rtxXa044vY3xE2G_cfvp-Dg");
        assertThat(LogEntry.parse(bytes)).isEqualTo(entry);
        assertThat(entry.leafHash()).isEqualTo(MerkleHash.leaf(bytes));
    }

    @Test
    void types_keep_their_numbers() {
        assertThat(EntryType.values())
                .extracting(EntryType::number)
                .containsExactly(numbers(1, EntryType.values().length));
        assertThat(EntryType.of((byte) 0)).isEmpty();
        assertThat(EntryType.DATA_ERASED.wireName()).isEqualTo("data_erased");
    }

    @Test
    void a_commitment_opens_to_its_record_and_salt_only() {
        Commitment commitment = Commitment.to(RECORD, SALT);
        assertThat(commitment.opensTo(RECORD, SALT)).isTrue();
        assertThat(commitment.opensTo(RECORD.deepCopy().put("channel", "chat"), SALT))
                .isFalse();
        assertThat(commitment.opensTo(RECORD, Salt.random(RandomSource.secure())))
                .isFalse();
        assertThat(SALT).hasToString("Salt");
    }

    @Property
    void hostile_bytes_are_malformed_and_nothing_else(@ForAll @Size(max = 40) byte[] bytes) {
        byte[] framed = Arrays.copyOf(bytes, LogEntry.BYTES);
        framed[0] = 1;
        for (byte[] hostile : new byte[][] {bytes, framed}) {
            try {
                assertThat(LogEntry.parse(hostile).bytes()).isEqualTo(hostile);
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void an_entry_of_another_version_type_or_length_is_malformed() {
        byte[] valid = new LogEntry(EntryType.VERDICT, Commitment.to(RECORD, SALT)).bytes();
        byte[] version = valid.clone();
        version[0] = 2;
        byte[] type = valid.clone();
        type[1] = 99;
        for (byte[] wrong : new byte[][] {version, type, Arrays.copyOf(valid, 33), Arrays.copyOf(valid, 35), {}}) {
            assertThatThrownBy(() -> LogEntry.parse(wrong)).isInstanceOf(MalformedInputException.class);
        }
        assertThatThrownBy(() -> Salt.of(new byte[15])).isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> Commitment.parse("AAAA")).isInstanceOf(MalformedInputException.class);
    }

    private static Byte[] numbers(int from, int to) {
        Byte[] numbers = new Byte[to - from + 1];
        Arrays.setAll(numbers, i -> (byte) (from + i));
        return numbers;
    }
}
