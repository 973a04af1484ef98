package dev.countersign.service.statuslist;

import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** The addresses of our lists: {@code /status_lists/{id}} below the public URL. */
@ApplicationScoped
class ListAddresses {
    private static final String PATH = "/status_lists/";

    private final PublicUrl publicUrl;

    ListAddresses(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    URI of(ListId id) {
        return publicUrl.resolve(PATH + id.value());
    }

    /** Returns whose address it is; compared as text, as verifiers do. */
    Optional<ListId> parse(URI address) {
        String start = publicUrl.resolve(PATH).toString();
        String text = address.toString();
        return text.startsWith(start) ? ListId.parse(text.substring(start.length())) : Optional.empty();
    }
}
