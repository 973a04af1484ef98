package dev.countersign.protocol.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.VerifierKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptFileTest {
    private static final VerifierKey LOG = VerifierKey.of(
            "bank.example/log",
            SignatureType.ED25519,
            Keys.generate(SignatureAlgorithm.EDDSA).getPublic());

    private static ReceiptFile file(String title, Optional<String> proof) {
        return new ReceiptFile(
                "e30.e30.c2ln",
                new ReceiptFile.Organisation(
                        "did:web:bank.example",
                        "Example Bank",
                        List.of(new ReceiptFile.Document(
                                URI.create("https://bank.example/.well-known/did.json"), "{\"id\":\"\u00e9\"}\n"))),
                new ConsentContext.Purpose("verify_caller", 3, Map.of("en", new ConsentContext.Text(title, ""))),
                Optional.of(LOG),
                proof);
    }

    private static void refused(ObjectNode json) {
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> ReceiptFile.parse(Json.print(json)));
    }

    @Property(tries = 50)
    void what_was_saved_is_read_again(@ForAll @StringLength(min = 1, max = 200) String title) {
        // Half of a surrogate pair is no text.
        String text = new String(title.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        ReceiptFile saved = file(text, Optional.of("c2sp.org/tlog-proof@v1\nindex 0\n"));

        assertThat(ReceiptFile.parse(Json.print(saved.toJson()))).isEqualTo(saved);
    }

    @Test
    void a_receipt_that_waits_or_names_no_log_is_read_too() {
        ReceiptFile waiting = file("Why", Optional.empty());
        ObjectNode unlogged = waiting.toJson();
        unlogged.remove("log");

        assertThat(ReceiptFile.parse(Json.print(waiting.toJson()))).isEqualTo(waiting);
        assertThat(ReceiptFile.parse(Json.print(unlogged)).log()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "version", "receipt", "organisation", "shown", "log"})
    void a_member_of_another_type_is_refused(String member) {
        ObjectNode json = file("Why", Optional.empty()).toJson();
        json.putArray(member);

        refused(json);
    }

    @Test
    void a_later_version_another_format_and_too_many_documents_are_refused() {
        refused(file("Why", Optional.empty()).toJson().put("version", 2));
        refused(file("Why", Optional.empty()).toJson().put("format", "receipt"));
        ObjectNode crowded = file("Why", Optional.empty()).toJson();
        ArrayNode documents = (ArrayNode) crowded.at("/organisation/documents");
        for (int i = 0; i < 8; i++) {
            documents.addObject().put("uri", "https://bank.example/" + i).put("content", "{}");
        }
        refused(crowded);
    }

    @Test
    void a_file_that_is_too_long_is_refused() {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> ReceiptFile.parse(new byte[ReceiptFile.MAX_BYTES + 1]));
    }
}
