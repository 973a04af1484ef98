package dev.countersign.service.access;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.service.platform.OAuthProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the form that a client sends to an OAuth endpoint, and what else of the request its authentication needs. */
@ApplicationScoped
public class ReadTokenForm {
    private static final List<String> HEADERS = List.of("authorization", "dpop");

    private final CurrentCertificate certificate;

    ReadTokenForm(CurrentCertificate certificate) {
        this.certificate = certificate;
    }

    /**
     * Reads a form.
     *
     * @param headers looked up without regard to case
     * @throws OAuthProblem {@code invalid_request} when it is none, or a parameter or header comes twice (RFC 6749 section 3.2)
     */
    public TokenForm read(@Nullable String body, Map<String, List<String>> headers) {
        Map<String, String> relevant = new HashMap<>();
        for (String name : HEADERS) {
            List<String> values = headers.get(name);
            if (values != null && values.size() > 1) {
                throw new OAuthProblem(400, "invalid_request", "A header occurs more than once.");
            }
            if (values != null && !values.isEmpty()) {
                relevant.put(name, values.get(0));
            }
        }
        try {
            return new TokenForm(FormParameters.parse(body == null ? "" : body).values(), relevant, certificate.find());
        } catch (MalformedInputException e) {
            throw new OAuthProblem(400, "invalid_request", String.valueOf(e.getMessage()));
        }
    }
}
