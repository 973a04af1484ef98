package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.AuthorizationResponse;
import dev.countersign.protocol.openid4vp.DirectPost;
import dev.countersign.protocol.openid4vp.VpToken;
import dev.countersign.protocol.sdjwt.KeyBindingInput;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtPresenter;
import dev.countersign.protocol.wallet.AnswerRefused;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers a prompt: discloses what was shown and chosen and nothing else, or says no. */
final class AnswerRequest {
    private final Transport transport;
    private final ObtainCredential.Shelf shelf;
    private final ConsentRecords records;
    private final Clock clock;

    AnswerRequest(Transport transport, ObtainCredential.Shelf shelf, ConsentRecords records, Clock clock) {
        this.transport = transport;
        this.shelf = shelf;
        this.records = records;
        this.clock = clock;
    }

    Sent approve(ConsentPrompt prompt, Selection selection) {
        requireFitting(prompt, selection);
        if (prompt.isExpired(clock.instant())) {
            return new Sent.Expired();
        }
        if (!prompt.beginAnswer()) {
            return new Sent.AlreadyAnswered();
        }
        boolean again = true;
        try {
            Presentations made = present(prompt, selection);
            AuthorizationResponse.Presented presented =
                    new AuthorizationResponse.Presented(prompt.request().state(), new VpToken(made.byQuery()));
            Sent sent = post(prompt.request(), presented);
            again = sent instanceof Sent.Unsent || mayTryAgain(sent);
            if (sent instanceof Sent.Accepted) {
                remember(
                        prompt,
                        new ConsentRecord.Answer(
                                ConsentRecord.Kind.APPROVED, clock.instant(), made.disclosed(), made.keys()));
            }
            return sent;
        } finally {
            settle(prompt, again);
        }
    }

    /** A number too many ends the challenge; before that the same prompt goes on. */
    private static boolean mayTryAgain(Sent sent) {
        return sent instanceof Sent.WrongNumber wrong && wrong.attemptsLeft().orElse(1) > 0;
    }

    private static void settle(ConsentPrompt prompt, boolean again) {
        if (again) {
            prompt.mayAnswerAgain();
        } else {
            prompt.answered();
        }
    }

    Sent decline(ConsentPrompt prompt, String description) {
        if (!prompt.beginAnswer()) {
            return new Sent.AlreadyAnswered();
        }
        Sent sent = post(
                prompt.request(),
                new AuthorizationResponse.Declined(
                        prompt.request().state(),
                        AuthorizationResponse.Declined.ACCESS_DENIED,
                        Optional.of(description)));
        // Said is said, whether or not it arrived: it discloses nothing, and the request runs out by itself.
        prompt.answered();
        return sent;
    }

    void remember(ConsentPrompt prompt, ConsentRecord.Answer answer) {
        List<ClaimPath> asked = prompt.request().query().credentials().stream()
                .flatMap(credential -> credential.askedPaths().stream())
                .distinct()
                .collect(Collectors.toList());
        records.save(new ConsentRecord(
                prompt.requester(), prompt.context(), asked, answer, Optional.empty(), Optional.empty()));
    }

    private static void requireFitting(ConsentPrompt prompt, Selection selection) {
        for (AskedClaim claim : selection.chosen()) {
            if (!claim.isOptional() || !prompt.claims().contains(claim)) {
                throw new IllegalArgumentException("selection (expected: optional claims of this prompt)");
            }
        }
        if (prompt.needsNumber() != selection.number().isPresent()) {
            throw new IllegalArgumentException("number (expected: exactly when the prompt needs one)");
        }
    }

    private record Presentations(Map<String, List<String>> byQuery, List<ClaimPath> disclosed, List<String> keys) {}

    private Presentations present(ConsentPrompt prompt, Selection selection) {
        Map<String, List<String>> byQuery = new LinkedHashMap<>();
        List<ClaimPath> disclosed = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        prompt.answering().forEach((query, credential) -> {
            Set<ClaimPath> paths = paths(prompt, selection, query);
            CredentialCopy copy =
                    takeCopy(credential, prompt.request().clientId().toString());
            HolderKey key = shelf.keys()
                    .find(copy.key())
                    .orElseThrow(() -> new KeyUnavailableException(KeyUnavailableException.Reason.INVALIDATED));
            KeyBindingInput binding = new KeyBindingInput(
                    key,
                    prompt.request().audience(),
                    prompt.request().nonce(),
                    clock.instant(),
                    extraClaims(selection));
            byQuery.put(
                    query,
                    List.of(SdJwtPresenter.present(SdJwt.parse(copy.sdJwt()), paths, binding)
                            .compact()));
            disclosed.addAll(paths);
            keys.add(copy.key().value());
        });
        return new Presentations(byQuery, disclosed, keys);
    }

    private static Set<ClaimPath> paths(ConsentPrompt prompt, Selection selection, String query) {
        Set<ClaimPath> paths = new LinkedHashSet<>();
        for (AskedClaim claim : prompt.claims()) {
            if (claim.query().equals(query)
                    && (!claim.isOptional() || selection.chosen().contains(claim))) {
                paths.add(claim.path());
            }
        }
        return paths;
    }

    private static ObjectNode extraClaims(Selection selection) {
        ObjectNode claims = Json.object();
        selection.number().ifPresent(number -> claims.put(CallBinding.NUMBER_CLAIM, number.digits()));
        return claims;
    }

    /** Marked as shown, durably, before it is: after a crash the copy must not go to another Verifier. */
    private CredentialCopy takeCopy(StoredCredential shown, String verifier) {
        StoredCredential current = shelf.credentials().all().stream()
                .filter(credential -> credential.credentialId().equals(shown.credentialId()))
                .findFirst()
                .orElseThrow(() -> new KeyUnavailableException(KeyUnavailableException.Reason.INVALIDATED));
        CredentialCopy copy = current.copyFor(verifier)
                .orElseThrow(() -> new KeyUnavailableException(KeyUnavailableException.Reason.INVALIDATED));
        shelf.credentials().save(current.showing(copy, verifier));
        return copy;
    }

    private Sent post(AuthorizationRequest asked, AuthorizationResponse response) {
        try {
            String form = DirectPost.form(asked, response).print();
            return judge(transport.send(Request.form(asked.responseUri().uri(), form)));
        } catch (IOException e) {
            return new Sent.Unsent();
        }
    }

    private static Sent judge(Reply reply) {
        if (reply.succeeded()) {
            return new Sent.Accepted(redirect(reply));
        }
        String error = reply.oauthError().orElse("");
        if (error.equals(AnswerRefused.WRONG_NUMBER)) {
            return new Sent.WrongNumber(attemptsLeft(reply));
        }
        return switch (reply.status()) {
            case 409 -> new Sent.AlreadyAnswered();
            case 404, 410 -> new Sent.Expired();
            case 429, 502, 503, 504 -> new Sent.Undecided();
            default -> new Sent.Refused(error.isEmpty() ? "status " + reply.status() : error);
        };
    }

    /** OpenID4VP 8.2: what is not a redirect we understand is ignored. */
    private static Optional<URI> redirect(Reply reply) {
        try {
            URI uri = URI.create(reply.json().path("redirect_uri").asText(""));
            return uri.isAbsolute() ? Optional.of(uri) : Optional.empty();
        } catch (MalformedInputException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt attemptsLeft(Reply reply) {
        try {
            return AnswerRefused.parse(reply.json()).attemptsLeft();
        } catch (MalformedInputException e) {
            return OptionalInt.empty();
        }
    }
}
