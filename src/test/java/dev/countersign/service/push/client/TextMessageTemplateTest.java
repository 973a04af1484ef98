package dev.countersign.service.push.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.protocol.Json;
import dev.countersign.service.push.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextMessageTemplateTest {
    private static final TextMessageTemplate JSON =
            new TextMessageTemplate("application/json", "{\"messages\":[{\"to\":\"{to}\",\"body\":\"{text}\"}]}");

    @Test
    void a_form_is_filled_and_escaped() {
        TextMessageTemplate form =
                new TextMessageTemplate("application/x-www-form-urlencoded", "To={to}&Body={text}&From=Bank");

        assertThat(new String(form.fill(new TextMessage("+1202", "a&b=c é")), StandardCharsets.UTF_8))
                .isEqualTo("To=%2B1202&Body=a%26b%3Dc+%C3%A9&From=Bank");
    }

    @Property(tries = 300)
    void no_text_adds_a_member(@ForAll String text) {
        byte[] body = JSON.fill(new TextMessage("+1202", "{to}\",\"x\":\"" + text));

        var message = Json.parse(body).path("messages").path(0);
        assertThat(message.size()).isEqualTo(2);
        assertThat(message.path("to").asText()).isEqualTo("+1202");
        assertThat(message.path("body").asText()).startsWith("{to}\",\"x\":\"");
    }

    @Test
    void a_template_without_number_or_text_or_of_another_type_is_refused_at_the_start() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new TextMessageTemplate("application/json", "{\"to\":\"{to}\"}"));
        assertThatIllegalStateException().isThrownBy(() -> new TextMessageTemplate("text/xml", "{to}{text}"));
    }

    @Test
    void headers_that_cannot_be_read_are_refused_at_the_start_without_showing_them(@TempDir Path directory)
            throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> HeaderFile.read(directory.resolve("missing")))
                .withMessageContaining("headers-file");
        Path file = Files.writeString(directory.resolve("headers"), "secret-without-a-name");
        assertThatIllegalStateException()
                .isThrownBy(() -> HeaderFile.read(file))
                .withMessageNotContaining("secret-without");
    }
}
