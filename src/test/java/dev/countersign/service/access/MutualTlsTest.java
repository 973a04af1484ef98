package dev.countersign.service.access;

import static dev.countersign.service.access.TestCertificates.encoded;
import static dev.countersign.service.access.TestCertificates.selfSigned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.service.access.CertificateSubject.Kind;
import dev.countersign.service.access.TestCertificates.Identity;
import dev.countersign.service.access.TestCertificates.Wanted;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8705 over real TLS connections, and by the header of a proxy (RFC 9440). */
@QuarkusTest
@TestProfile(TlsNode.OverTls.class)
class MutualTlsTest {
    private static final TestCertificates AUTHORITY = TlsNode.authority();
    private static final String CRM = "CN=crm,O=Example Bank,C=GB";

    @Inject
    TestAccess access;

    @Inject
    AdministerClients clients;

    @Inject
    PublicUrl publicUrl;

    private static ClientProof named(String subject) {
        return ClientProof.byCertificateOf(new CertificateSubject(Kind.SUBJECT_DN, subject));
    }

    private static ClientKeySet keysOf(KeyPair pair) {
        JWK key = pair.getPublic() instanceof RSAPublicKey rsa
                ? new RSAKey.Builder(rsa).build()
                : new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).build();
        return ClientKeySet.parse(Json.parse(new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8)));
    }

    private static String rfc9440(Identity identity) {
        return ":" + Base64.getEncoder().encodeToString(encoded(identity.own())) + ":";
    }

    private static Caller proxyTelling(Identity identity) {
        return Caller.plain().from(TlsNode.PROXY).header("Client-Cert", rfc9440(identity));
    }

    /** A client of the authority, with a token. */
    private record Crm(String id, Identity identity, String token) {}

    private Crm crm() {
        String id = access.newClient(named(CRM), "admin");
        Identity identity = AUTHORITY.issue(Wanted.client(CRM));
        return new Crm(id, identity, Caller.with(identity).asksForToken(id).token());
    }

    private static void assertRefused(Caller.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void a_client_with_a_certificate_of_the_authority_gets_a_token_that_is_bound_to_it() {
        String id = access.newClient(named("cn=CRM, o=example  bank, c=gb"), "admin");
        Identity identity = AUTHORITY.issue(Wanted.client(CRM));

        Caller.Answer answer = Caller.with(identity).asksForToken(id);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Json.parse(Jws.parse(answer.token()).payload())
                        .at("/cnf/x5t#S256")
                        .asText())
                .isEqualTo(new ClientCertificate(identity.chain()).thumbprint());
        assertThat(Caller.with(identity).uses(answer.token()).status()).isEqualTo(200);
    }

    @Test
    void a_client_with_a_certificate_of_its_own_making_gets_a_token_that_is_bound_to_it() {
        Identity identity = selfSigned(Wanted.client("CN=bot"));
        String id = access.newClient(ClientProof.byCertificateWith(keysOf(identity.key())), "admin");

        Caller.Answer answer = Caller.with(identity).asksForToken(id);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Caller.with(identity).uses(answer.token()).status()).isEqualTo(200);
    }

    @Test
    void a_self_signed_certificate_with_an_rsa_key_is_as_good() {
        Identity identity = selfSigned(Wanted.client("CN=bot"), TestCertificates.rsa());
        String id = access.newClient(ClientProof.byCertificateWith(keysOf(identity.key())), "admin");

        assertThat(Caller.with(identity).asksForToken(id).status()).isEqualTo(200);
    }

    @Test
    void a_client_is_known_by_an_alternative_name_of_its_certificate() {
        Map<CertificateSubject, Wanted> pairs = Map.of(
                new CertificateSubject(Kind.SAN_DNS, "CRM.bank.example"),
                Wanted.client("CN=1").named(GeneralName.dNSName, "crm.bank.example"),
                new CertificateSubject(Kind.SAN_URI, "spiffe://bank.example/crm"),
                Wanted.client("CN=2").named(GeneralName.uniformResourceIdentifier, "spiffe://bank.example/crm"),
                new CertificateSubject(Kind.SAN_IP, "2001:db8:0:0::1"),
                Wanted.client("CN=3").named(GeneralName.iPAddress, "2001:db8::1"),
                new CertificateSubject(Kind.SAN_EMAIL, "crm@bank.example"),
                Wanted.client("CN=4").named(GeneralName.rfc822Name, "crm@bank.example"));

        pairs.forEach((subject, wanted) -> {
            String id = access.newClient(ClientProof.byCertificateOf(subject), "admin");
            assertThat(Caller.with(AUTHORITY.issue(wanted)).asksForToken(id).status())
                    .as(subject.toString())
                    .isEqualTo(200);
            assertRefused(Caller.with(AUTHORITY.issue(
                            Wanted.client("CN=" + subject.value().length())))
                    .asksForToken(id));
        });
    }

    @Test
    void an_authority_below_the_trusted_one_is_trusted_when_its_certificate_is_sent_too() {
        String id = access.newClient(named(CRM), "admin");
        TestCertificates below = AUTHORITY.intermediate("CN=Machines,O=Example Bank");
        Identity whole = below.issue(Wanted.client(CRM));
        Identity alone = new Identity(List.of(whole.own()), whole.key());

        assertThat(Caller.with(whole).asksForToken(id).status()).isEqualTo(200);
        assertRefused(Caller.with(alone).asksForToken(id));
        assertThat(proxyTelling(whole)
                        .header(
                                "Client-Cert-Chain",
                                ":"
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        encoded(whole.chain().get(1))) + ":")
                        .asksForToken(id)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void another_clients_certificate_is_refused() {
        String id = access.newClient(named(CRM), "admin");

        assertRefused(Caller.with(AUTHORITY.issue(Wanted.client("CN=bot,O=Example Bank,C=GB")))
                .asksForToken(id));
    }

    @Test
    void a_certificate_that_an_attacker_made_with_the_clients_name_is_refused() {
        String id = access.newClient(named(CRM), "admin");
        TestCertificates foreign = new TestCertificates("CN=Example Authority,O=Example Bank,C=GB");

        assertRefused(Caller.with(selfSigned(Wanted.client(CRM))).asksForToken(id));
        assertRefused(Caller.with(foreign.issue(Wanted.client(CRM))).asksForToken(id));
    }

    @Test
    void a_client_that_signs_certificates_with_its_own_is_no_authority() {
        String id = access.newClient(named(CRM), "admin");
        Identity mallory = AUTHORITY.issue(Wanted.client("CN=mallory"));

        assertRefused(Caller.with(new TestCertificates(mallory).issue(Wanted.client(CRM)))
                .asksForToken(id));
    }

    @Test
    void a_self_signed_certificate_with_the_registered_name_and_another_key_is_refused() {
        Identity identity = selfSigned(Wanted.client("CN=bot"));
        String id = access.newClient(ClientProof.byCertificateWith(keysOf(identity.key())), "admin");

        assertRefused(Caller.with(selfSigned(Wanted.client("CN=bot"))).asksForToken(id));
    }

    @Test
    void where_the_registered_key_names_its_certificate_another_with_the_same_key_is_refused() throws Exception {
        KeyPair pair = TestCertificates.ec();
        Identity registered = selfSigned(Wanted.client("CN=bot"), pair);
        JWK key = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                .x509CertChain(List.of(com.nimbusds.jose.util.Base64.encode(encoded(registered.own()))))
                .build();
        String id = access.newClient(
                ClientProof.byCertificateWith(ClientKeySet.parse(
                        Json.parse(new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8)))),
                "admin");

        assertThat(Caller.with(registered).asksForToken(id).status()).isEqualTo(200);
        assertRefused(Caller.with(selfSigned(Wanted.client("CN=bot"), pair)).asksForToken(id));
    }

    @Test
    void certificates_that_have_expired_or_are_not_yet_valid_are_refused() {
        Duration day = Duration.ofDays(1);
        String known = access.newClient(named(CRM), "admin");
        KeyPair key = TestCertificates.ec();
        String own = access.newClient(ClientProof.byCertificateWith(keysOf(key)), "admin");

        for (Wanted wanted : List.of(
                Wanted.client(CRM).valid(day.multipliedBy(-2), day.negated()),
                Wanted.client(CRM).valid(day, day.multipliedBy(2)))) {
            assertRefused(Caller.with(AUTHORITY.issue(wanted)).asksForToken(known));
            assertRefused(proxyTelling(AUTHORITY.issue(wanted)).asksForToken(known));
            assertRefused(Caller.with(selfSigned(wanted, key)).asksForToken(own));
        }
    }

    @Test
    void a_servers_certificate_does_not_authenticate_a_client() {
        String id = access.newClient(named(CRM), "admin");

        assertRefused(proxyTelling(AUTHORITY.issue(Wanted.client(CRM).forPurpose(KeyPurposeId.id_kp_serverAuth)))
                .asksForToken(id));
    }

    @Test
    void a_client_of_certificates_cannot_come_without_one_or_with_a_secret_that_it_once_had() {
        var before = access.newClient("admin");
        MachineClient client = clients.find(before.id());
        clients.change(new MachineClient(client.id(), client.name(), client.scopes(), client.state(), named(CRM)));
        Map<String, String> withSecret =
                Map.of("grant_type", "client_credentials", "client_id", before.id(), "client_secret", before.secret());

        assertRefused(Caller.withoutCertificate().asksForToken(before.id()));
        assertRefused(Caller.withoutCertificate().post("/oauth/token", withSecret));
        assertRefused(Caller.with(AUTHORITY.issue(Wanted.client(CRM))).post("/oauth/token", withSecret));
        clients.change(client);
        assertRefused(Caller.withoutCertificate().post("/oauth/token", withSecret));
    }

    @Test
    void a_client_of_secrets_cannot_come_with_a_certificate() {
        String id = access.newClient("admin").id();

        assertRefused(Caller.with(AUTHORITY.issue(Wanted.client(CRM))).asksForToken(id));
    }

    @Test
    void two_ways_of_authentication_in_one_request_are_refused() {
        var login = access.newClient("admin");
        String basic = Base64.getEncoder()
                .encodeToString((login.id() + ":" + login.secret()).getBytes(StandardCharsets.UTF_8));

        assertRefused(Caller.withoutCertificate()
                .header("Authorization", "Basic " + basic)
                .post(
                        "/oauth/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", login.id(),
                                "client_secret", login.secret())));
    }

    @Test
    void a_stolen_token_opens_nothing_without_the_certificate_or_with_another() {
        Crm crm = crm();
        Identity thief = AUTHORITY.issue(Wanted.client(CRM));

        assertThat(Caller.with(crm.identity()).uses(crm.token()).status()).isEqualTo(200);
        assertThat(Caller.withoutCertificate().uses(crm.token()).status()).isEqualTo(401);
        assertThat(Caller.plain().uses(crm.token()).status()).isEqualTo(401);
        assertThat(Caller.with(thief).uses(crm.token()).status()).isEqualTo(401);
        assertThat(Caller.with(selfSigned(Wanted.client("CN=thief")))
                        .uses(crm.token())
                        .status())
                .isEqualTo(401);
        assertThat(proxyTelling(thief).uses(crm.token()).status()).isEqualTo(401);
        assertThat(Caller.plain().from(TlsNode.PROXY).uses(crm.token()).status())
                .isEqualTo(401);
    }

    @Test
    void a_token_without_a_binding_may_be_used_with_any_certificate() {
        String token = access.token(access.newClient("admin"));

        assertThat(Caller.with(selfSigned(Wanted.client("CN=any"))).uses(token).status())
                .isEqualTo(200);
    }

    @Test
    void the_configured_proxy_tells_certificates_and_its_tokens_are_good_at_the_listener_too() {
        String id = access.newClient(named(CRM), "admin");
        Identity identity = AUTHORITY.issue(Wanted.client(CRM));

        Caller.Answer answer = proxyTelling(identity).asksForToken(id);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(proxyTelling(identity).uses(answer.token()).status()).isEqualTo(200);
        assertThat(Caller.with(identity).uses(answer.token()).status()).isEqualTo(200);
    }

    @Test
    void an_empty_header_of_the_proxy_is_no_certificate() {
        Crm crm = crm();
        Caller proxy = Caller.plain().from(TlsNode.PROXY).header("Client-Cert", "");

        assertRefused(proxy.asksForToken(crm.id()));
        assertThat(proxy.uses(crm.token()).status()).isEqualTo(401);
    }

    @Test
    void a_header_from_anywhere_else_is_refused_whatever_the_request_says_about_its_origin() {
        Crm crm = crm();
        Caller forger = Caller.plain().from("127.0.0.3").header("Client-Cert", rfc9440(crm.identity()));

        for (Caller caller : List.of(
                forger,
                forger.header("X-Forwarded-For", TlsNode.PROXY),
                forger.header("Forwarded", "for=" + TlsNode.PROXY),
                Caller.plain().header("client-cert-chain", rfc9440(crm.identity())),
                Caller.withoutCertificate().header("CLIENT-CERT", rfc9440(crm.identity())))) {
            Caller.Answer atTokens = caller.asksForToken(crm.id());
            assertThat(atTokens.status()).isEqualTo(400);
            assertThat(atTokens.json().path("error").asText()).isEqualTo("invalid_request");
            Caller.Answer atApi = caller.uses(crm.token());
            assertThat(atApi.status()).isEqualTo(400);
            assertThat(atApi.json().path("type").asText()).endsWith("malformed-request");
        }
    }

    @Test
    void a_forged_header_together_with_a_real_certificate_is_refused() {
        Crm crm = crm();
        Caller mallory =
                Caller.with(selfSigned(Wanted.client("CN=mallory"))).header("Client-Cert", rfc9440(crm.identity()));

        assertThat(mallory.asksForToken(crm.id()).status()).isEqualTo(400);
        assertThat(mallory.uses(crm.token()).status()).isEqualTo(400);
    }

    @Test
    void the_proxys_own_certificate_is_never_taken_for_the_clients() {
        Crm crm = crm();
        Caller proxy = Caller.with(crm.identity()).from(TlsNode.PROXY);

        assertRefused(proxy.asksForToken(crm.id()));
        assertThat(proxy.uses(crm.token()).status()).isEqualTo(401);
        assertThat(proxy.header("Client-Cert", rfc9440(crm.identity()))
                        .uses(crm.token())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_header_that_the_proxy_sends_twice_is_refused() {
        Crm crm = crm();

        assertThat(proxyTelling(crm.identity())
                        .header("Client-Cert", rfc9440(crm.identity()))
                        .asksForToken(crm.id())
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "::", ":AAAA:", ":!!!:", "-----BEGIN CERTIFICATE-----", ":MIIB", "%00", ":MAA=:;x=1"})
    void a_header_that_cannot_be_read_is_refused(String value) {
        Caller proxy = Caller.plain().from(TlsNode.PROXY).header("Client-Cert", value);

        assertThat(proxy.asksForToken("anybody").status()).isEqualTo(400);
    }

    @Test
    void a_client_that_signs_gets_bound_tokens_when_it_is_registered_so() throws Exception {
        KeyPair key = TestCertificates.rsa();
        String id = access.newClient(ClientProof.byKeys(keysOf(key)).bound(TokenBinding.CERTIFICATE), "admin");
        Identity identity = selfSigned(Wanted.client("CN=any"));

        Caller.Answer answer =
                Caller.with(identity).post("/oauth/token", signed(id, key, JWSAlgorithm.PS256, "/oauth/token"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Caller.with(identity).uses(answer.token()).status()).isEqualTo(200);
        assertThat(Caller.withoutCertificate().uses(answer.token()).status()).isEqualTo(401);

        Caller.Answer without =
                Caller.withoutCertificate().post("/oauth/token", signed(id, key, JWSAlgorithm.PS256, "/oauth/token"));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.json().path("error").asText()).isEqualTo("invalid_request");
    }

    @Test
    void an_assertion_signed_by_an_algorithm_that_fapi_forbids_is_refused() throws Exception {
        KeyPair key = TestCertificates.rsa();
        String id = access.newClient(ClientProof.byKeys(keysOf(key)), "admin");

        assertRefused(
                Caller.withoutCertificate().post("/oauth/token", signed(id, key, JWSAlgorithm.RS256, "/oauth/token")));
    }

    @Test
    void an_assertion_may_name_the_address_for_clients_with_certificates() throws Exception {
        KeyPair key = TestCertificates.ec();
        String id = access.newClient(ClientProof.byKeys(keysOf(key)), "admin");
        String audience = "https://localhost:" + TlsNode.port() + "/oauth/token";

        assertThat(Caller.withoutCertificate()
                        .post("/oauth/token", assertion(id, key, JWSAlgorithm.ES256, audience))
                        .status())
                .isEqualTo(200);
    }

    private Map<String, String> signed(String client, KeyPair key, JWSAlgorithm algorithm, String path)
            throws Exception {
        return assertion(client, key, algorithm, publicUrl.resolve(path).toString());
    }

    private static Map<String, String> assertion(String client, KeyPair key, JWSAlgorithm algorithm, String audience)
            throws Exception {
        String assertion = new PrivateKeyJWT(
                        new ClientID(client), java.net.URI.create(audience), algorithm, key.getPrivate(), null, null)
                .getClientAssertion()
                .serialize();
        return Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion);
    }

    @Test
    void the_metadata_tell_how_clients_come_with_certificates_and_where() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("tls_client_certificate_bound_access_tokens", equalTo(true))
                .body(
                        "token_endpoint_auth_methods_supported",
                        hasItems("tls_client_auth", "self_signed_tls_client_auth"))
                .body("token_endpoint_auth_signing_alg_values_supported", hasItems("PS256", "ES256"))
                .body(
                        "mtls_endpoint_aliases.token_endpoint",
                        equalTo("https://localhost:" + TlsNode.port() + "/oauth/token"));
    }

    @Test
    void an_administrator_registers_clients_with_certificates() {
        String id = access.machine("admin")
                .contentType("application/json")
                .body("""
                        {"name": "CRM", "scopes": ["admin"], "token_endpoint_auth_method": "tls_client_auth",
                         "tls_client_auth_san_dns": "crm.bank.example"}""")
                .post("/api/v1/clients")
                .then()
                .statusCode(201)
                .body("token_endpoint_auth_method", equalTo("tls_client_auth"))
                .body("tls_client_auth_san_dns", equalTo("crm.bank.example"))
                .body("tls_client_certificate_bound_access_tokens", equalTo(true))
                .body("client_secret", org.hamcrest.Matchers.nullValue())
                .extract()
                .path("client_id");
        Identity identity = AUTHORITY.issue(Wanted.client("CN=crm").named(GeneralName.dNSName, "crm.bank.example"));
        assertThat(Caller.with(identity).asksForToken(id).status()).isEqualTo(200);

        access.machine("admin")
                .contentType("application/json")
                .body("{\"token_endpoint_auth_method\": \"client_secret_basic\"}")
                .patch("/api/v1/clients/" + id)
                .then()
                .statusCode(200)
                .body("client_secret", org.hamcrest.Matchers.notNullValue())
                .body("tls_client_auth_san_dns", org.hamcrest.Matchers.nullValue())
                .body("tls_client_certificate_bound_access_tokens", equalTo(false));
        assertRefused(Caller.with(identity).asksForToken(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token_endpoint_auth_method {\"token_endpoint_auth_method\": \"tls_client_auth\"}",
                "/token_endpoint_auth_method {\"token_endpoint_auth_method\": \"client_secret_basic\", \"tls_client_auth_san_ip\": \"::1\"}",
                "/tls_client_auth_san_ip {\"tls_client_auth_san_ip\": \"crm.bank.example\"}",
                "/tls_client_auth_subject_dn {\"tls_client_auth_subject_dn\": \"no name\"}",
                "/tls_client_auth_san_email {\"tls_client_auth_san_dns\": \"a\", \"tls_client_auth_san_email\": \"b\"}",
                "/jwks {\"token_endpoint_auth_method\": \"self_signed_tls_client_auth\"}",
                "/jwks {\"token_endpoint_auth_method\": \"private_key_jwt\"}",
                "/jwks {\"jwks\": {\"keys\": []}}"
            })
    void a_registration_that_does_not_fit_together_is_refused_with_a_pointer(String text) {
        int space = text.indexOf(' ');
        access.machine("admin")
                .contentType("application/json")
                .body("{\"name\": \"X\", \"scopes\": [\"admin\"], " + text.substring(space + 2))
                .post("/api/v1/clients")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo(text.substring(0, space)));
    }

    @Test
    void the_listener_speaks_no_version_or_cipher_that_fapi_forbids() throws Exception {
        for (String suite :
                List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384")) {
            assertThatThrownBy(() -> handshake("TLSv1.2", suite)).isInstanceOf(SSLException.class);
        }
        assertThat(handshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
                .isEqualTo("TLSv1.2");
        assertThat(handshake("TLSv1.3", "TLS_AES_128_GCM_SHA256")).isEqualTo("TLSv1.3");
    }

    private static String handshake(String protocol, String suite) throws Exception {
        try (SSLSocket socket = (SSLSocket)
                TlsNode.context(Optional.empty()).getSocketFactory().createSocket("localhost", TlsNode.port())) {
            socket.setSoTimeout(30_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }
}
