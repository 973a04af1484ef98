package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.openid4vci.NonceResponse;
import dev.countersign.protocol.sdjwt.Audience;
import dev.countersign.protocol.sdjwt.KeyBindingInput;
import dev.countersign.protocol.sdjwt.Nonce;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtPresenter;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gets a credential again, before it expires, from the organisation that issued it and that this wallet is enrolled with. The old one
 * is presented to its own issuer, whole; no other sees it.
 */
final class Renew {
    private final Transport transport;
    private final OrganisationLine line;
    private final Receive receive;
    private final Shelf shelf;
    private final Clock clock;

    /** Where keys, credentials and enrolments are kept. */
    record Shelf(HolderKeys keys, CredentialStore credentials, Enrolments enrolments) {}

    Renew(Transport transport, OrganisationLine line, Receive receive, Shelf shelf, Clock clock) {
        this.transport = transport;
        this.line = line;
        this.receive = receive;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Returns who can renew a credential: the organisation that issued it, when this wallet is enrolled there. */
    Optional<Enrolment> issuer(StoredCredential credential) {
        String issuer = credential.statement().issuer();
        String address = issuer.endsWith("/") ? issuer : issuer + "/";
        return shelf.enrolments().all().stream()
                .filter(enrolment -> enrolment.base().toString().equals(address + "wallet/v1/"))
                .findFirst();
    }

    Received renew(StoredCredential credential) {
        Optional<Enrolment> enrolment = issuer(credential);
        Optional<HolderKey> own = enrolment.flatMap(found -> shelf.keys().find(found.key()));
        Optional<CredentialCopy> copy = credential.copies().stream().findFirst();
        Optional<HolderKey> bound = copy.flatMap(found -> shelf.keys().find(found.key()));
        if (!enrolment.isPresent() || !own.isPresent() || !bound.isPresent()) {
            return new Received.Refused(
                    "renewal (expected: a credential of an organisation that this wallet is enrolled with)");
        }
        try {
            URI endpoint = enrolment.get().endpoint("renewals");
            String presented = present(
                    copy.get(),
                    bound.get(),
                    endpoint,
                    nonce(credential.statement().issuer()));
            ObjectNode body = Json.object().put("credential", presented);
            Reply reply = line.send(Request.post(endpoint, body), own.get());
            if (!reply.succeeded()) {
                return new Received.Refused("renewal: status " + reply.status());
            }
            return redeem(credential, reply.json().path("credential_offer_uri").asText(""));
        } catch (IOException e) {
            return new Received.Unreachable();
        } catch (MalformedInputException e) {
            return new Received.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Received redeem(StoredCredential old, String link) {
        Offering offering = receive.inspect(link);
        if (!(offering instanceof Offering.Offered offered)) {
            return offering instanceof Offering.Unreachable
                    ? new Received.Unreachable()
                    : new Received.Refused("renewal: the offer cannot be used");
        }
        // Another issuer's offer would put its card in the place of this one.
        if (!offered.offer().issuer().equals(old.statement().issuer())
                || offered.offer().txCode().isPresent()) {
            return new Received.Refused("renewal: offer (expected: of the same issuer, without a code)");
        }
        Received received = receive.acceptAgain(offered.offer());
        if (received instanceof Received.Added added && replaces(added, old)) {
            // Only now: whatever breaks before, there is a card.
            shelf.credentials().remove(old.credentialId());
            old.copies().forEach(copy -> shelf.keys().destroy(copy.key()));
        }
        return received;
    }

    private static boolean replaces(Received.Added added, StoredCredential old) {
        return added.credentials().stream()
                .anyMatch(
                        fresh -> fresh.statement().vct().equals(old.statement().vct()));
    }

    private Nonce nonce(String issuer) throws IOException {
        URI endpoint = receive.nonceEndpoint(issuer);
        Reply reply = transport.send(Request.form(endpoint, ""));
        if (!reply.succeeded()) {
            throw new IOException("nonce endpoint: status " + reply.status());
        }
        return Nonce.parse(NonceResponse.parse(reply.json()).nonce());
    }

    private String present(CredentialCopy copy, HolderKey key, URI audience, Nonce nonce) {
        SdJwt issued = SdJwt.parse(copy.sdJwt());
        Set<ClaimPath> all = new LinkedHashSet<>();
        issued.unverifiedClaims().fieldNames().forEachRemaining(name -> all.add(ClaimPath.of(name)));
        KeyBindingInput binding =
                new KeyBindingInput(key, new Audience(audience.toString()), nonce, clock.instant(), Json.object());
        return SdJwtPresenter.present(issued, all, binding).compact();
    }
}
