package dev.countersign.protocol.openid4vci;

import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The link or QR code that brings an offer to a wallet (section 4.1): the offer itself, or where it can be fetched. */
public sealed interface CredentialOfferLink {
    /** The offer is in the link. */
    record Inline(CredentialOffer offer) implements CredentialOfferLink {}

    /**
     * The offer is fetched by GET.
     *
     * @param uri answers {@code application/json}
     */
    record Reference(URI uri) implements CredentialOfferLink {}

    /**
     * Reads a link, whatever its scheme.
     *
     * @param link untrusted
     * @param policy what may be contacted
     * @throws MalformedInputException when it has not exactly one of the two parameters, or what is in it is wrong
     */
    static CredentialOfferLink parse(String link, EndpointPolicy policy) {
        int query = link.indexOf('?');
        FormParameters parameters = FormParameters.parse(query < 0 ? "" : link.substring(query + 1));
        Optional<String> offer = parameters.single("credential_offer");
        Optional<String> uri = parameters.single("credential_offer_uri");
        if (offer.isPresent() == uri.isPresent()) {
            throw new MalformedInputException(
                    "OpenID4VCI 4.1 (expected: exactly one of credential_offer and credential_offer_uri)");
        }
        if (offer.isPresent()) {
            return new Inline(CredentialOffer.parse(Json.parse(offer.get()), policy));
        }
        try {
            return new Reference(policy.require(URI.create(uri.get()), "OpenID4VCI 4.1.3: credential_offer_uri"));
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException("OpenID4VCI 4.1.3: credential_offer_uri (expected: a URI)", e);
        }
    }

    /** Returns the link with the scheme {@code openid-credential-offer}. */
    default String toLink() {
        String start = OpenId4Vci.OFFER_SCHEME + "://?";
        if (this instanceof Inline inline) {
            String json = new String(Json.print(inline.offer().toJson()), StandardCharsets.UTF_8);
            return start + FormParameters.print(List.of(new FormParameters.Pair("credential_offer", json)));
        }
        String uri = ((Reference) this).uri().toString();
        return start + FormParameters.print(List.of(new FormParameters.Pair("credential_offer_uri", uri)));
    }
}
