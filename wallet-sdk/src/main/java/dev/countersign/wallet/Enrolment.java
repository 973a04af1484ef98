package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import java.net.URI;
import java.util.Optional;

/**
 * The tie between this wallet and one organisation.
 *
 * @param walletId how the organisation calls this wallet: {@code wal_...}
 * @param base of the wallet's endpoints, as {@code https://bank.example/wallet/v1/}
 * @param key with which this wallet proves that it is the one; used with this organisation only
 * @param vapidPublicKey of whoever may push to this wallet for it (RFC 8292)
 * @param messageKey to which it encrypts messages; absent when it cannot send any
 */
public record Enrolment(
        String walletId,
        Organisation organisation,
        URI base,
        KeyThumbprint key,
        String vapidPublicKey,
        Optional<KeyThumbprint> messageKey) {
    private static final String WHERE = "wallet: enrolment";

    /**
     * Returns whether the organisation may come by this DID: the one it had, the same did:webvh at another place, or a
     * did:webvh in place of a did:web at the same address. That the request is signed under it is another matter.
     */
    public boolean isWith(String did) {
        return OrganisationNames.succeeds(organisation.did(), did);
    }

    Enrolment with(Organisation renamed) {
        return new Enrolment(walletId, renamed, base, key, vapidPublicKey, messageKey);
    }

    Enrolment readingWith(KeyThumbprint other) {
        return new Enrolment(walletId, organisation, base, key, vapidPublicKey, Optional.of(other));
    }

    /** Returns an endpoint of the organisation's. */
    URI endpoint(String path) {
        return URI.create(base + path);
    }

    /** Returns what a store keeps. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("wallet_id", walletId)
                .put("did", organisation.did())
                .put("name", organisation.name())
                .put("since", JsonMembers.print(organisation.since()))
                .put("base", base.toString())
                .put("key", key.value())
                .put("vapid_public_key", vapidPublicKey);
        messageKey.ifPresent(name -> json.put("message_key", name.value()));
        organisation.logoUri().ifPresent(logo -> json.put("logo_uri", logo.toString()));
        return json;
    }

    /**
     * Reads what {@link #toJson} printed.
     *
     * @throws dev.countersign.protocol.MalformedInputException when it is something else
     */
    public static Enrolment fromStore(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        Optional<URI> logo = members.optionalUri("logo_uri");
        return new Enrolment(
                members.text("wallet_id"),
                new Organisation(members.text("did"), members.text("name"), logo, members.time("since")),
                members.uri("base"),
                new KeyThumbprint(members.text("key")),
                members.text("vapid_public_key"),
                members.optionalText("message_key").map(KeyThumbprint::new));
    }
}
