package dev.countersign.service.holder;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.DpopProof;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.wallet.EnrolmentRequest;
import dev.countersign.protocol.wallet.Platform;
import dev.countersign.service.platform.PublicUrl;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Optional;

/** A wallet as the service sees it: a key, and requests signed with it. */
public final class TestWallet {
    public static final String ENROLMENTS = "/wallet/v1/enrolments";

    private final KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
    private final PublicUrl publicUrl;
    private final Clock clock;

    public TestWallet(PublicUrl publicUrl, Clock clock) {
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    public PublicJwk key() {
        return PublicJwk.of(pair.getPublic());
    }

    public JwsSigner signer() {
        return JwsSigner.of(pair);
    }

    /** Makes a proof for a request, now. */
    public String proof(String method, String path, byte[] body) {
        DpopProof.Request request = DpopProof.Request.of(method, publicUrl.resolve(path), body);
        return DpopProof.make(request, signer(), key(), clock.instant());
    }

    /** Enrols with this code, without push. */
    public Response enrol(String code) {
        return enrolWith(enrolment(code));
    }

    Response enrolWith(byte[] body) {
        return send("POST", ENROLMENTS, body, proof("POST", ENROLMENTS, body));
    }

    /** Sends a signed request. */
    public Response send(String method, String path, byte[] body) {
        return send(method, path, body, proof(method, path, body));
    }

    Response send(String method, String path, byte[] body, String proof) {
        RequestSpecification request = RestAssured.given().header("DPoP", proof);
        if (body.length > 0) {
            request.contentType("application/json").body(body);
        }
        return request.request(method, path);
    }

    static byte[] enrolment(String code) {
        return Json.print(
                new EnrolmentRequest(code, Platform.JVM, Optional.of("Pat's phone"), Optional.empty()).toJson());
    }

    static byte[] subscription(String endpoint) {
        return Json.print(Json.object()
                .put("endpoint", endpoint)
                // RFC 8291 appendix A.
                .put(
                        "p256dh",
                        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
                .put("auth", "BTBZMqHH6r4Tts7J_aSIgg"));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
