package dev.countersign.service.trust;

import dev.countersign.did.DidUrl;
import dev.countersign.did.MalformedDidException;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.statuslist.StatusListToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may have signed a status list: an issuer that is trusted, and that the token names or the list lies with.
 *
 * <p>The address of the list comes from a credential whose issuer was verified, and the answer from that host by https;
 * the signature is the second lock.
 */
@ApplicationScoped
class StatusListSigners {
    private static final int MAX_SEGMENTS = 8;

    private final TrustedIssuers issuers;

    StatusListSigners(TrustedIssuers issuers) {
        this.issuers = issuers;
    }

    /** Returns those who come into question, the most exact first. */
    List<TrustedIssuer> of(StatusListToken token, TrustedKeys.Hints hints, URI list) {
        List<IssuerId> names = new ArrayList<>();
        if (token.issuer().isPresent()) {
            // Whoever is named is the only one: a token never falls back to another issuer's key.
            name(token.issuer().get()).ifPresent(names::add);
        } else {
            hints.keyId().flatMap(StatusListSigners::didOf).ifPresent(names::add);
            hints.x5c().map(IssuerCertificates::namesIn).ifPresent(names::addAll);
            names.addAll(above(list));
        }
        return names.stream().flatMap(name -> issuers.find(name).stream()).toList();
    }

    private static Optional<IssuerId> didOf(String keyId) {
        try {
            return name(DidUrl.parse(keyId).did().toString());
        } catch (MalformedDidException e) {
            return Optional.empty();
        }
    }

    // https://bank.example/a/lists/1 lies with https://bank.example/a/lists, https://bank.example/a or
    // https://bank.example.
    private static List<IssuerId> above(URI list) {
        List<IssuerId> names = new ArrayList<>();
        String rest = list.getScheme() + "://" + list.getRawAuthority() + list.getRawPath();
        int origin = rest.indexOf("://") + 3;
        for (int slash = rest.lastIndexOf('/');
                slash >= origin && names.size() < MAX_SEGMENTS;
                slash = rest.lastIndexOf('/')) {
            rest = rest.substring(0, slash);
            name(rest).ifPresent(names::add);
        }
        return names;
    }

    private static Optional<IssuerId> name(String text) {
        try {
            return Optional.of(IssuerId.parse(text));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }
}
