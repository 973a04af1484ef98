package dev.countersign.protocol.statuslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReferenceTest {

    @Property
    void what_was_printed_is_read_back(@ForAll @IntRange int index) {
        var reference = new StatusReference(URI.create("https://bank.example/status_lists/1"), index);
        assertThat(StatusReference.parse(reference.toJson())).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"status_list\":[]}",
                "{\"status_list\":{\"idx\":0}}",
                "{\"status_list\":{\"uri\":\"https://a.example/1\"}}",
                "{\"status_list\":{\"idx\":-1,\"uri\":\"https://a.example/1\"}}",
                "{\"status_list\":{\"idx\":\"1\",\"uri\":\"https://a.example/1\"}}",
                "{\"status_list\":{\"idx\":1.5,\"uri\":\"https://a.example/1\"}}",
                "{\"status_list\":{\"idx\":2147483648,\"uri\":\"https://a.example/1\"}}",
                "{\"status_list\":{\"idx\":1,\"uri\":\"/lists/1\"}}",
                "{\"status_list\":{\"idx\":1,\"uri\":\"data:text/plain,x\"}}",
                "{\"status_list\":{\"idx\":1,\"uri\":\"https://a.example/1#part\"}}",
                "{\"status_list\":{\"idx\":1,\"uri\":\"https://a b\"}}"
            })
    void a_status_that_names_no_place_in_a_list_is_malformed(String json) {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> StatusReference.parse(Json.parse(json)));
    }
}
