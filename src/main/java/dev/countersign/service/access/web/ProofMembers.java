package dev.countersign.service.access.web;

import dev.countersign.service.access.CertificateSubject;
import dev.countersign.service.access.CertificateSubject.Kind;
import dev.countersign.service.access.ClientKeySet;
import dev.countersign.service.access.ClientMethod;
import dev.countersign.service.access.ClientProof;
import dev.countersign.service.access.TokenBinding;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request says about how a client proves itself; absent is what it does not say. */
record ProofMembers(
        Optional<ClientMethod> method,
        Optional<ClientKeySet> keys,
        Optional<CertificateSubject> subject,
        Optional<Boolean> bound) {
    /**
     * Reads the members {@code tls_client_auth_*} (RFC 8705 section 2.1.2).
     *
     * @throws Problem when there is more than one, or one is malformed
     */
    static Optional<CertificateSubject> subject(Map<Kind, Optional<String>> members) {
        List<CertificateSubject> said = members.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(member -> member.getValue().map(value -> subject(member.getKey(), value)).stream())
                .toList();
        if (said.size() > 1) {
            throw new Problem(ProblemType.INVALID_VALUE, "A certificate is known by one of its names.")
                    .at("/" + said.get(1).kind().member(), "expected: one of the members tls_client_auth_*");
        }
        return said.stream().findFirst();
    }

    private static CertificateSubject subject(Kind kind, String value) {
        try {
            return new CertificateSubject(kind, value);
        } catch (IllegalArgumentException e) {
            String expected =
                    switch (kind) {
                        case SUBJECT_DN -> "a distinguished name such as CN=crm,O=Example Bank,C=GB (RFC 4514)";
                        case SAN_IP -> "an IP address";
                        default -> "1 to 1000 characters";
                    };
            throw new Problem(ProblemType.INVALID_VALUE, "The name of the certificate cannot be read.")
                    .at("/" + kind.member(), "expected: " + expected);
        }
    }

    /** Returns the proof of a new client. */
    ClientProof added() {
        ClientMethod chosen = method.orElseGet(() -> keys.isPresent()
                ? ClientMethod.PRIVATE_KEY_JWT
                : subject.isPresent() ? ClientMethod.TLS_CLIENT_AUTH : ClientMethod.CLIENT_SECRET_BASIC);
        return new ClientProof(chosen, keys, subject, binding(chosen));
    }

    /** Returns the proof of a client after a change. */
    ClientProof changed(ClientProof before) {
        ClientMethod chosen = method.orElseGet(
                () -> keys.isPresent() && before.method().isSecret() ? ClientMethod.PRIVATE_KEY_JWT : before.method());
        Optional<CertificateSubject> named = chosen == ClientMethod.TLS_CLIENT_AUTH
                ? subject.or(before::subject)
                // What the request says is judged; what is left over from before goes.
                : subject;
        TokenBinding binding = bound.isPresent() || chosen != before.method() ? binding(chosen) : before.binding();
        return new ClientProof(chosen, keys.or(before::keys), named, binding);
    }

    private TokenBinding binding(ClientMethod chosen) {
        return bound.orElse(chosen.isCertificate()) ? TokenBinding.CERTIFICATE : TokenBinding.NONE;
    }
}
