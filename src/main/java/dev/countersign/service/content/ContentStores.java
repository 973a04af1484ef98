package dev.countersign.service.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The stores there are: new content goes to the configured one, older content is read where it lies. */
@ApplicationScoped
public class ContentStores {
    private final List<ContentStore> stores;
    private final String configured;

    ContentStores(
            @Any Instance<ContentStore> stores,
            @ConfigProperty(name = "countersign.content.store", defaultValue = "database") String configured) {
        this.stores = stores.stream().toList();
        this.configured = configured.toLowerCase(Locale.ROOT);
        named(this.configured);
    }

    /** Returns the store for new content. */
    ContentStore current() {
        return named(configured);
    }

    /** Returns all of them. */
    List<ContentStore> all() {
        return stores;
    }

    /** Returns the store of this label. */
    ContentStore named(String label) {
        return stores.stream()
                .filter(store -> store.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("countersign.content.store: " + label + " (expected: one of "
                                + stores.stream().map(ContentStore::label).toList() + ")"));
    }
}
