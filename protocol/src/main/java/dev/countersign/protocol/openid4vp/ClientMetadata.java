package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.CredentialFormat;
import dev.countersign.protocol.jose.ContentEncryption;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Verifier says about itself inside its request (OpenID4VP 1.0 section 5.1, {@code client_metadata}).
 *
 * <p>Its keys are for encrypting the answer only; none ever verifies the request.
 *
 * @param encryptionKeys keys we can encrypt to, each with a {@code kid} of its own and {@code alg} ECDH-ES
 * @param contentEncryptions what the Verifier can decrypt; of those we know
 * @param vpFormatsSupported per format identifier
 */
public record ClientMetadata(
        List<PublicJwk> encryptionKeys, Set<ContentEncryption> contentEncryptions, ObjectNode vpFormatsSupported) {

    private static final String ENC_VALUES = "encrypted_response_enc_values_supported";
    private static final String FORMATS = "vp_formats_supported";
    private static final String KEY_AGREEMENT = "ECDH-ES";

    /** A key and an algorithm with which an answer can be encrypted. */
    public record EncryptionTarget(PublicJwk key, ContentEncryption enc) {}

    /** Copies what it is given. */
    public ClientMetadata {
        encryptionKeys = List.copyOf(encryptionKeys);
        contentEncryptions = Set.copyOf(contentEncryptions);
        vpFormatsSupported = vpFormatsSupported.deepCopy();
    }

    /** Returns the metadata of a Verifier that takes SD-JWT VCs signed in one of our ways, in the clear. */
    public static ClientMetadata unencrypted() {
        return new ClientMetadata(List.of(), Set.of(ContentEncryption.A128GCM), sdJwtVcFormats());
    }

    /** Returns the metadata of a Verifier that takes SD-JWT VCs and wants the answer encrypted to this key. */
    public static ClientMetadata encryptedTo(PublicJwk key) {
        return new ClientMetadata(List.of(key), EnumSet.allOf(ContentEncryption.class), sdJwtVcFormats());
    }

    private static ObjectNode sdJwtVcFormats() {
        ObjectNode formats = Json.object();
        ObjectNode sdJwt = formats.putObject(CredentialFormat.SD_JWT_VC.wireName());
        ArrayNode issuer = sdJwt.putArray("sd-jwt_alg_values");
        ArrayNode holder = sdJwt.putArray("kb-jwt_alg_values");
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            issuer.add(algorithm.wireName());
            holder.add(algorithm.wireName());
        }
        return formats;
    }

    /**
     * Reads client metadata. Members that the standard does not name are ignored.
     *
     * @throws MalformedInputException when {@code vp_formats_supported} is missing, a key has no {@code kid} of its
     *     own, or a member is of another type
     */
    static ClientMetadata parse(JsonNode json) {
        if (!(json.path(FORMATS) instanceof ObjectNode formats)) {
            throw malformed("client_metadata with " + FORMATS + " (expected: an object)");
        }
        return new ClientMetadata(encryptionKeys(json), contentEncryptions(json), formats);
    }

    private static List<PublicJwk> encryptionKeys(JsonNode json) {
        if (!json.has("jwks")) {
            return List.of();
        }
        requireDistinctKeyIds(json.path("jwks").path("keys"));
        List<PublicJwk> keys = new ArrayList<>();
        for (PublicJwk key : JwkSet.parse(json.path("jwks")).keys()) {
            boolean forEncryption = key.member("use").orElse("enc").equals("enc");
            boolean agreement = key.member("alg").orElse("").equals(KEY_AGREEMENT);
            if (forEncryption && agreement && key.toPublicKey() instanceof ECPublicKey) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static void requireDistinctKeyIds(JsonNode keys) {
        Set<String> ids = new HashSet<>();
        for (JsonNode key : keys) {
            if (!key.path("kid").isTextual() || !ids.add(key.path("kid").textValue())) {
                throw malformed("jwks (expected: a kid of its own for every key)");
            }
        }
    }

    private static Set<ContentEncryption> contentEncryptions(JsonNode json) {
        if (!json.has(ENC_VALUES)) {
            // 5.1: absent means A128GCM only.
            return Set.of(ContentEncryption.A128GCM);
        }
        if (!(json.get(ENC_VALUES) instanceof ArrayNode values) || values.isEmpty()) {
            throw malformed(ENC_VALUES + " (expected: a non-empty array)");
        }
        Set<ContentEncryption> known = EnumSet.noneOf(ContentEncryption.class);
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw malformed(ENC_VALUES + " (expected: strings)");
            }
            ContentEncryption.of(value.textValue()).ifPresent(known::add);
        }
        return known;
    }

    /** Returns with what to encrypt an answer, A256GCM first (HAIP 1.0 section 5); empty when there is nothing we can. */
    public Optional<EncryptionTarget> encryptionTarget() {
        if (encryptionKeys.isEmpty() || contentEncryptions.isEmpty()) {
            return Optional.empty();
        }
        ContentEncryption enc = contentEncryptions.contains(ContentEncryption.A256GCM)
                ? ContentEncryption.A256GCM
                : ContentEncryption.A128GCM;
        return Optional.of(new EncryptionTarget(encryptionKeys.get(0), enc));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set(FORMATS, vpFormatsSupported.deepCopy());
        if (!encryptionKeys.isEmpty()) {
            json.set("jwks", new JwkSet(encryptionKeys).toJson());
            ArrayNode encs = json.putArray(ENC_VALUES);
            contentEncryptions.stream()
                    .sorted()
                    .map(ContentEncryption::wireName)
                    .forEach(encs::add);
        }
        return json;
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("OpenID4VP 1.0 5.1: " + what);
    }
}
