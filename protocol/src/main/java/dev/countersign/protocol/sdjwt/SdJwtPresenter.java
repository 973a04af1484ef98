package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.Jws;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The holder's side: discloses what was asked for and binds it to the request (RFC 9901 sections 7.2 and 4.3). */
public final class SdJwtPresenter {
    private final Map<String, Disclosure> byDigest = new HashMap<>();
    private final Map<Disclosure, ClaimPath> paths = new LinkedHashMap<>();

    private SdJwtPresenter() {}

    /**
     * Returns a presentation with exactly the disclosures that these claims need, signed by the holder.
     *
     * @param issued the holder's own credential, with all its disclosures
     * @param disclose paths in the fully disclosed credential; a claim brings all that is inside it
     */
    public static SdJwt present(SdJwt issued, Set<ClaimPath> disclose, KeyBindingInput input) {
        SdJwt selected = disclose(issued, disclose);
        ObjectNode claims = Json.object();
        claims.put("iat", input.issuedAt().getEpochSecond());
        claims.put("aud", input.audience().value());
        claims.put("nonce", input.nonce().value());
        claims.put(Rfc9901.SD_HASH, algorithm(issued).digest(selected.boundPart()));
        claims.setAll(input.extraClaims());
        ObjectNode header = Json.object().put("typ", Rfc9901.KB_JWT_TYPE);
        return selected.with(Jws.sign(header, Json.print(claims), input.holderKey()));
    }

    /**
     * Returns the credential with exactly the disclosures that these claims need, and no key binding.
     *
     * @throws MalformedInputException when the credential breaks a rule of RFC 9901 section 7.1
     */
    public static SdJwt disclose(SdJwt issued, Set<ClaimPath> disclose) {
        Map<Disclosure, ClaimPath> paths = paths(issued);
        List<Disclosure> needed = issued.disclosures().stream()
                .filter(disclosure ->
                        disclose.stream().anyMatch(path -> path.touches(paths.getOrDefault(disclosure, path))))
                .collect(Collectors.toList());
        return SdJwt.of(issued.issuerJwt(), needed);
    }

    /**
     * Returns where each disclosure stands in the fully disclosed credential.
     *
     * @throws MalformedInputException when the credential breaks a rule of RFC 9901 section 7.1
     */
    static Map<Disclosure, ClaimPath> paths(SdJwt issued) {
        // Checks the rules first: below, every disclosure has one place and the nesting is bounded.
        issued.unverifiedClaims();
        DigestAlgorithm algorithm = algorithm(issued);
        SdJwtPresenter walk = new SdJwtPresenter();
        issued.disclosures()
                .forEach(disclosure -> walk.byDigest.put(algorithm.digest(disclosure.encoded()), disclosure));
        walk.object(issued.sharedPayload(), null);
        return walk.paths;
    }

    private void object(JsonNode object, @Nullable ClaimPath path) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getKey().equals(Rfc9901.SD)) {
                value(member.getValue(), member(path, member.getKey()));
            }
        }
        for (JsonNode digest : object.path(Rfc9901.SD)) {
            Disclosure disclosure = byDigest.get(digest.textValue());
            if (disclosure != null) {
                place(disclosure, member(path, disclosure.name().orElse("")));
            }
        }
    }

    private void array(JsonNode array, ClaimPath path) {
        int position = 0;
        for (JsonNode element : array) {
            JsonNode digest = element.get(Rfc9901.ELLIPSIS);
            if (digest == null) {
                value(element, path.element(position++));
                continue;
            }
            Disclosure disclosure = byDigest.get(digest.textValue());
            if (disclosure != null) {
                place(disclosure, path.element(position++));
            }
        }
    }

    private void place(Disclosure disclosure, ClaimPath path) {
        paths.put(disclosure, path);
        value(disclosure.sharedValue(), path);
    }

    private void value(JsonNode value, ClaimPath path) {
        if (value instanceof ObjectNode) {
            object(value, path);
        } else if (value instanceof ArrayNode) {
            array(value, path);
        }
    }

    private static ClaimPath member(@Nullable ClaimPath path, String name) {
        return path == null ? ClaimPath.of(name) : path.member(name);
    }

    private static DigestAlgorithm algorithm(SdJwt issued) {
        return DigestAlgorithm.of(issued.sharedPayload())
                .orElseThrow(() -> new MalformedInputException("RFC 9901 4.1.1: _sd_alg"));
    }
}
