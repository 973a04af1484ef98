package dev.countersign.wallet;

import dev.countersign.did.Did;
import dev.countersign.did.DidWeb;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.MalformedDidException;
import java.net.URI;

/** Where the documents of organisations lie. */
final class OrganisationPlaces {
    private final DidWeb didWeb;
    private final DidWebVh didWebVh;

    OrganisationPlaces(DidWeb didWeb, DidWebVh didWebVh) {
        this.didWeb = didWeb;
        this.didWebVh = didWebVh;
    }

    /**
     * Returns the address of the document, or of the log.
     *
     * @throws MalformedDidException when an organisation cannot have such a DID
     */
    URI of(String text) {
        Did did = Did.parse(text);
        return did.method().equals(didWebVh.name()) ? didWebVh.logUri(did) : didWeb.documentUri(did);
    }
}
