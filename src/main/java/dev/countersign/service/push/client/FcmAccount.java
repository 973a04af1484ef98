package dev.countersign.service.push.client;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A service account, as its JSON file describes it. Holds a private key.
 *
 * @param tokenUri where its tokens are made
 */
record FcmAccount(String project, String email, String keyId, RSAPrivateKey key, URI tokenUri) {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    /**
     * Reads the file.
     *
     * @throws IllegalStateException with what to set, when it cannot be read or is something else
     */
    static FcmAccount read(Path file) {
        try {
            JsonMembers members = JsonMembers.of(Json.parse(Files.readAllBytes(file)), "service account");
            return new FcmAccount(
                    members.text("project_id"),
                    members.text("client_email"),
                    members.text("private_key_id"),
                    key(members.text("private_key")),
                    members.uri("token_uri"));
        } catch (IOException e) {
            throw new IllegalStateException(FcmSettings.FILE + " is " + file + ", which cannot be read", e);
        } catch (MalformedInputException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    FcmSettings.FILE + " is " + file + " (expected: the JSON of a service account with its key)", e);
        }
    }

    private static RSAPrivateKey key(String pem) throws GeneralSecurityException {
        int from = pem.indexOf(BEGIN);
        int to = pem.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("private_key (expected: PKCS #8 in PEM)");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.length(), to));
        if (!(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der))
                instanceof RSAPrivateKey rsa)) {
            throw new IllegalArgumentException("private_key (expected: RSA)");
        }
        return rsa;
    }

    @Override
    public String toString() {
        return "FcmAccount[" + project + "]";
    }
}
