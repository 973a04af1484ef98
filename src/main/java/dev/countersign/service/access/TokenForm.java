package dev.countersign.service.access;

import java.util.Map;
import java.util.Optional;

/**
 * A token request as it came in: untrusted.
 *
 * @param parameters the form's parameters; none occurs twice (RFC 6749 section 3.2)
 * @param headers the request's headers that matter here, names in lower case: {@code authorization}, {@code dpop}
 * @param certificate what {@link CurrentCertificate} found
 */
public record TokenForm(
        Map<String, String> parameters, Map<String, String> headers, Optional<ClientCertificate> certificate) {
    /** Keeps its own copies. */
    public TokenForm {
        parameters = Map.copyOf(parameters);
        headers = Map.copyOf(headers);
    }

    /** Returns a parameter; empty when absent or blank. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /** Returns a header by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String toString() {
        return "TokenForm" + parameters.keySet();
    }
}
