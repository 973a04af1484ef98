package dev.countersign.service.trust.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.trust.IssuerId;
import dev.countersign.service.trust.KeyPolicy;
import dev.countersign.service.trust.PemCertificates;
import dev.countersign.service.trust.TrustedIssuer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A trusted issuer as JSON. */
@Schema(name = "TrustedIssuer", description = "An issuer whose credentials are accepted")
record TrustedIssuerBody(
        @Schema(
                required = true,
                description = "https URL, DID, or x509_san_dns: and a DNS name",
                examples = "https://issuer.example")
        @Nullable
        String issuer,

        @Schema(required = true, description = "What the agent reads as \"who vouches\"") @Nullable
        String displayName,

        @Schema(required = true, description = "Types of credentials it may issue") @Nullable
        List<String> vcts,

        @Schema(
                required = true,
                description = "How its keys are found",
                enumeration = {"metadata", "did", "x5c"})
        @Nullable
        String keyMethod,

        @Schema(description = "PEM of the certificates that its own must lead to; with x5c only")
        Optional<String> anchors) {

    static TrustedIssuerBody of(TrustedIssuer issuer) {
        return new TrustedIssuerBody(
                issuer.id().value(),
                issuer.displayName(),
                issuer.vcts().stream().sorted().toList(),
                issuer.keys().wireName(),
                issuer.keys() instanceof KeyPolicy.Certificates certificates
                        ? Optional.of(PemCertificates.print(certificates.anchors()))
                        : Optional.empty());
    }

    TrustedIssuer toTrustedIssuer() {
        IssuerId id = at("/issuer", () -> IssuerId.parse(present(issuer, "/issuer")));
        KeyPolicy policy = policy(id);
        String name = present(displayName, "/display_name");
        Set<String> types = new HashSet<>();
        // Jackson puts null where JSON does.
        for (@Nullable String vct : present(vcts, "/vcts")) {
            types.add(present(vct, "/vcts"));
        }
        return at(types.isEmpty() ? "/vcts" : "", () -> new TrustedIssuer(id, name, types, policy));
    }

    private KeyPolicy policy(IssuerId id) {
        String method = present(keyMethod, "/key_method");
        KeyPolicy policy =
                switch (method) {
                    case "metadata" -> new KeyPolicy.Metadata();
                    case "did" -> new KeyPolicy.DidDocument();
                    case "x5c" ->
                        at("/anchors", () -> new KeyPolicy.Certificates(PemCertificates.parse(anchors.orElse(""))));
                    default -> throw invalid("/key_method", "metadata, did or x5c");
                };
        if (anchors.isPresent() && !method.equals("x5c")) {
            throw invalid("/anchors", "with key_method x5c only");
        }
        if (!policy.fits(id.kind())) {
            throw invalid("/key_method", "metadata or x5c for a URL, did for a DID, x5c for a certificate name");
        }
        return policy;
    }

    private static <T> T present(@Nullable T member, String pointer) {
        if (member == null) {
            throw invalid(pointer, "present");
        }
        return member;
    }

    private static <T> T at(String pointer, Supplier<T> read) {
        try {
            return read.get();
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw invalid(pointer, String.valueOf(e.getMessage()));
        }
    }

    private static Problem invalid(String pointer, String expected) {
        return new Problem(ProblemType.INVALID_VALUE, "This issuer cannot be trusted.").at(pointer, expected);
    }
}
