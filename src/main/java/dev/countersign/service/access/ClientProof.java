package dev.countersign.service.access;

import java.util.Optional;

/**
 * How a machine client proves who it is, and what its tokens are bound to.
 *
 * @param method the one way that is accepted
 * @param keys its registered keys: for assertions, for certificates with these keys, for requests that it signs
 * @param subject whom its certificate names; for {@code tls_client_auth}, and only for that
 * @param binding what its tokens are bound to
 */
public record ClientProof(
        ClientMethod method, Optional<ClientKeySet> keys, Optional<CertificateSubject> subject, TokenBinding binding) {
    /** Returns the proof of a client with a secret. */
    public static ClientProof bySecret() {
        return new ClientProof(ClientMethod.CLIENT_SECRET_BASIC, Optional.empty(), Optional.empty(), TokenBinding.NONE);
    }

    /** Returns the proof of a client that signs assertions. */
    public static ClientProof byKeys(ClientKeySet keys) {
        return new ClientProof(ClientMethod.PRIVATE_KEY_JWT, Optional.of(keys), Optional.empty(), TokenBinding.NONE);
    }

    /** Returns the proof of a client with a certificate of an authority; its tokens are bound to it. */
    public static ClientProof byCertificateOf(CertificateSubject subject) {
        return new ClientProof(
                ClientMethod.TLS_CLIENT_AUTH, Optional.empty(), Optional.of(subject), TokenBinding.CERTIFICATE);
    }

    /** Returns the proof of a client with a certificate of its own making; its tokens are bound to it. */
    public static ClientProof byCertificateWith(ClientKeySet keys) {
        return new ClientProof(
                ClientMethod.SELF_SIGNED_TLS_CLIENT_AUTH,
                Optional.of(keys),
                Optional.empty(),
                TokenBinding.CERTIFICATE);
    }

    /** Returns the same with another binding. */
    public ClientProof bound(TokenBinding to) {
        return new ClientProof(method, keys, subject, to);
    }
}
