package dev.countersign.service.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells the operator when something begins to be wrong with a witness, and when it is over; not at every round in between. */
final class WitnessTroubles {
    private static final Logger LOG = Logger.getLogger(CosignCheckpoint.class);

    private final Map<String, Trouble> known = new ConcurrentHashMap<>();

    /** What may be wrong. */
    enum Trouble {
        /** No answer in time, or none that is a witness's. */
        SILENT("does not answer"),
        /** Neither a cosignature nor a size. */
        REFUSES("refuses the log's checkpoint");

        private final String words;

        Trouble(String words) {
            this.words = words;
        }
    }

    /** Says what is wrong now. */
    void has(String witness, Trouble trouble, String detail) {
        if (known.put(witness, trouble) != trouble) {
            LOG.warnf("The witness %s %s: %s", witness, trouble.words, detail);
        }
    }

    /** Says that it cosigned. */
    void over(String witness) {
        if (known.remove(witness) != null) {
            LOG.infof("The witness %s cosigns again.", witness);
        }
    }
}
