package dev.countersign.wallet;

import dev.countersign.did.MalformedDidException;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.wallet.Enrolled;
import dev.countersign.protocol.wallet.EnrolmentInvitation;
import dev.countersign.protocol.wallet.EnrolmentRequest;
import dev.countersign.protocol.wallet.OrganisationProfile;
import dev.countersign.protocol.wallet.Platform;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.protocol.wallet.PushSubscription;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Ties this wallet to an organisation: from then on it is known, and trusted to ask. */
final class Enrol {
    private static final String ENDPOINT = "enrolments";

    private final Transport transport;
    private final Book book;
    private final OrganisationPlaces places;
    private final Clock clock;

    /** What the wallet is and remembers. */
    record Book(HolderKeys keys, Optional<MessageKeys> messageKeys, Enrolments enrolments, Platform platform) {}

    Enrol(Transport transport, Book book, OrganisationPlaces places, Clock clock) {
        this.transport = transport;
        this.book = book;
        this.places = places;
        this.clock = clock;
    }

    /**
     * Enrols with the one-time code of a token response.
     *
     * @param issuer who gave the code; it can only enrol with itself
     * @return empty when the organisation did not take it
     * @throws IOException when it does not answer
     * @throws MalformedInputException when what it says is not what it should be
     */
    Optional<Enrolment> enrol(EnrolmentInvitation invitation, String issuer, Optional<PushSubscription> push)
            throws IOException {
        URI endpoint = invitation.endpoint();
        // Whoever offers a card must not be able to enrol this wallet with somebody else.
        if (!origin(endpoint).equals(origin(URI.create(issuer)))
                || !endpoint.getPath().endsWith("/" + ENDPOINT)) {
            throw new MalformedInputException(
                    "Countersign wallet: endpoint (expected: enrolments at the issuer's own)");
        }
        String text = endpoint.toString();
        URI base = URI.create(text.substring(0, text.length() - ENDPOINT.length()));
        Optional<Enrolment> known = book.enrolments().all().stream()
                .filter(enrolment -> enrolment.base().equals(base))
                .findFirst();
        HolderKey key =
                known.flatMap(enrolment -> book.keys().find(enrolment.key())).orElseGet(book.keys()::create);
        OrganisationLine line = new OrganisationLine(transport, clock);
        Optional<PushSubscription> atOnce = push.filter(Enrol::isWebPush);
        Optional<MessageKey> messageKey = book.messageKeys().map(MessageKeys::create);
        EnrolmentRequest request = new EnrolmentRequest(
                invitation.code(),
                book.platform(),
                Optional.empty(),
                atOnce,
                messageKey.map(created -> RecipientKey.of(created.publicJwk())));
        Reply reply = line.send(Request.post(endpoint, request.toJson()), key);
        if (reply.status() == 409) {
            // The key is enrolled there already: a second card of the same organisation.
            messageKey.ifPresent(this::forget);
            return known;
        }
        if (!reply.succeeded()) {
            messageKey.ifPresent(this::forget);
            return Optional.empty();
        }
        Enrolled enrolled = Enrolled.parse(reply.json());
        requireOwnDid(enrolled.organisation().did(), endpoint);
        Enrolment enrolment = new Enrolment(
                enrolled.id(),
                organisation(enrolled, base),
                base,
                key.thumbprint(),
                enrolled.vapidPublicKey(),
                messageKey.map(MessageKey::thumbprint));
        book.enrolments().save(enrolment);
        if (push.isPresent() && !atOnce.isPresent()) {
            // Not every organisation pushes by every platform; one that does not is still there, by its inbox.
            line.send(
                    Request.of(Request.Method.PUT, enrolment.endpoint("push_subscription"))
                            .json(push.get().toJson()),
                    key);
        }
        return Optional.of(enrolment);
    }

    private void forget(MessageKey unused) {
        book.messageKeys().ifPresent(keys -> keys.destroy(unused.thumbprint()));
    }

    private static boolean isWebPush(PushSubscription subscription) {
        return subscription.address().platform() == PushPlatform.WEB_PUSH;
    }

    /** A DID of an organisation lies at its address: nobody enrols us under the DID of another. */
    private void requireOwnDid(String did, URI endpoint) {
        try {
            URI document = places.of(did);
            if (!origin(document).equals(origin(endpoint))) {
                throw new MalformedInputException("Countersign wallet: did (expected: the organisation's own)");
            }
        } catch (MalformedDidException e) {
            throw new MalformedInputException("Countersign wallet: did (expected: a did:web or did:webvh)", e);
        }
    }

    private Organisation organisation(Enrolled enrolled, URI base) throws IOException {
        Reply reply = transport.send(Request.get(URI.create(base + "organisation")));
        Optional<URI> logo =
                reply.succeeded() ? OrganisationProfile.parse(reply.json()).logoUri() : Optional.empty();
        return new Organisation(
                enrolled.organisation().did(), enrolled.organisation().name(), logo, clock.instant());
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
