package dev.countersign.samples.phone;

import dev.countersign.wallet.Offer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The offers that were looked at on the screen, so that only what was shown can be accepted. */
final class OffersShown {
    private static final int KEPT = 20;

    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private int names;

    synchronized String keep(Offer offer) {
        names++;
        String id = "o" + names;
        offers.put(id, offer);
        if (offers.size() > KEPT) {
            offers.remove(offers.keySet().iterator().next());
        }
        return id;
    }

    synchronized Optional<Offer> find(String id) {
        return Optional.ofNullable(offers.get(id));
    }
}
