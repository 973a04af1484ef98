package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.dcql.ClaimPath;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces what a frame hides by digests, innermost first (RFC 9901 sections 4.2.4 to 4.2.7). */
final class Framing {
    private static final DigestAlgorithm ALGORITHM = DigestAlgorithm.SHA_256;
    private static final int DECOY_BYTES = 32;

    private final DisclosureFrame frame;
    private final RandomSource random;
    private final List<Disclosure> disclosures = new ArrayList<>();

    Framing(DisclosureFrame frame, RandomSource random) {
        this.frame = frame;
        this.random = random;
    }

    /** Returns the payload to sign; the disclosures are then in {@link #disclosures}. */
    ObjectNode frame(ObjectNode claims) {
        ObjectNode payload = object(claims, null);
        if (!disclosures.isEmpty()) {
            payload.put(Rfc9901.SD_ALG, ALGORITHM.wireName());
        }
        return payload;
    }

    List<Disclosure> disclosures() {
        return disclosures;
    }

    private ObjectNode object(ObjectNode plain, @Nullable ClaimPath path) {
        ObjectNode framed = Json.object();
        List<String> digests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : plain.properties()) {
            String name = member.getKey();
            if (name.equals(Rfc9901.SD) || name.equals(Rfc9901.ELLIPSIS) || name.equals(Rfc9901.SD_ALG)) {
                throw new IllegalArgumentException("claims: the name " + name + " is reserved by RFC 9901");
            }
            ClaimPath here = path == null ? ClaimPath.of(name) : path.member(name);
            JsonNode value = value(member.getValue(), here);
            if (frame.hides(here)) {
                digests.add(digest(Disclosure.ofMember(Disclosure.salt(random), name, value)));
            } else {
                framed.set(name, value);
            }
        }
        if (!digests.isEmpty()) {
            for (int i = 0; i < frame.decoysPerLevel(); i++) {
                digests.add(decoy());
            }
            // RFC 9901 4.2.4.1: sorted, so that neither the claims' order nor the decoys can be told.
            Collections.sort(digests);
            ArrayNode array = framed.putArray(Rfc9901.SD);
            digests.forEach(array::add);
        }
        return framed;
    }

    private ArrayNode array(ArrayNode plain, ClaimPath path) {
        List<JsonNode> framed = new ArrayList<>();
        boolean hidden = false;
        for (int i = 0; i < plain.size(); i++) {
            ClaimPath here = path.element(i);
            JsonNode value = value(plain.get(i), here);
            boolean hides = frame.hides(here);
            framed.add(hides ? hiddenElement(digest(Disclosure.ofElement(Disclosure.salt(random), value))) : value);
            hidden |= hides;
        }
        for (int i = 0; hidden && i < frame.decoysPerLevel(); i++) {
            // Anywhere: decoys that are always last are no decoys.
            framed.add(below(framed.size() + 1), hiddenElement(decoy()));
        }
        ArrayNode array = Json.object().arrayNode(framed.size());
        return array.addAll(framed);
    }

    private JsonNode value(JsonNode plain, ClaimPath path) {
        if (plain instanceof ObjectNode object) {
            return object(object, path);
        }
        return plain instanceof ArrayNode array ? array(array, path) : plain;
    }

    private String digest(Disclosure disclosure) {
        disclosures.add(disclosure);
        return ALGORITHM.digest(disclosure.encoded());
    }

    private static ObjectNode hiddenElement(String digest) {
        return Json.object().put(Rfc9901.ELLIPSIS, digest);
    }

    private String decoy() {
        return ALGORITHM.digest(Base64Url.encode(random.bytes(DECOY_BYTES)));
    }

    /** Returns a number from 0 up to, not including, a small bound; the bias of 64 bits is below notice. */
    private int below(int bound) {
        return new BigInteger(1, random.bytes(8)).mod(BigInteger.valueOf(bound)).intValue();
    }
}
