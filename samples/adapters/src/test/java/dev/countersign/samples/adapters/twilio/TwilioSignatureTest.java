package dev.countersign.samples.adapters.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final Map<String, String> FORM = Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+14158675309",
            "Digits", "1234",
            "From", "+14158675309",
            "To", "+18005551212");

    private final TwilioSignature signature = new TwilioSignature("12345");

    @Test
    void the_example_of_twilios_documentation_is_signed_as_there() {
        assertThat(signature.of(URL, FORM)).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void a_changed_parameter_a_changed_url_and_another_account_are_refused() {
        Map<String, String> changed = new HashMap<>(FORM);
        changed.put("From", "+14158675310");
        assertThat(signature.isOf("RSOYDt4T1cUTdK1PDd93/VVr8B8=", URL, FORM)).isTrue();
        assertThat(signature.isOf("RSOYDt4T1cUTdK1PDd93/VVr8B8=", URL, changed)).isFalse();
        assertThat(signature.isOf("RSOYDt4T1cUTdK1PDd93/VVr8B8=", URL + "&x", FORM))
                .isFalse();
        assertThat(new TwilioSignature("54321").isOf("RSOYDt4T1cUTdK1PDd93/VVr8B8=", URL, FORM))
                .isFalse();
        assertThat(signature.isOf("", URL, FORM)).isFalse();
    }
}
