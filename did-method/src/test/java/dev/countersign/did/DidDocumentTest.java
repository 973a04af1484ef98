package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DidDocumentTest {
    private static final Did BANK = Did.parse("did:web:bank.example");
    private static final String JWK = """
            {"kty":"EC","crv":"P-256","x":"acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0",
             "y":"_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE"}""";
    private static final String ED25519 = "z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC";

    @Test
    void a_key_is_found_for_the_purpose_it_is_listed_for_and_for_no_other() {
        DidDocument document = parse(
                "{'id':'did:web:bank.example','verificationMethod':[" + method("#k1") + "],'assertionMethod':['#k1']}");

        assertThat(document.key(name("k1"), VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        for (VerificationRelationship other :
                EnumSet.complementOf(EnumSet.of(VerificationRelationship.ASSERTION_METHOD))) {
            assertThat(document.key(name("k1"), other)).as(other.member()).isEmpty();
        }
    }

    @Test
    void a_key_is_not_found_by_the_name_of_another() {
        DidDocument document = parse("{'id':'did:web:bank.example','verificationMethod':[" + method("#k1") + ","
                + method("#k2") + "],'authentication':['#k1']}");

        assertThat(document.key(name("k2"), VerificationRelationship.AUTHENTICATION))
                .isEmpty();
        assertThat(document.key(DidUrl.parse("did:web:other.example#k1"), VerificationRelationship.AUTHENTICATION))
                .isEmpty();
        assertThat(document.key(DidUrl.parse("did:web:bank.example"), VerificationRelationship.AUTHENTICATION))
                .isEmpty();
        assertThat(document.key(DidUrl.parse("did:web:bank.example?a#k1"), VerificationRelationship.AUTHENTICATION))
                .isEmpty();
    }

    @Test
    void an_embedded_method_serves_its_own_relationship_only() {
        DidDocument document = parse("{'id':'did:web:bank.example','authentication':[" + method("#k1") + "]}");

        assertThat(document.key(name("k1"), VerificationRelationship.AUTHENTICATION))
                .isPresent();
        assertThat(document.key(name("k1"), VerificationRelationship.ASSERTION_METHOD))
                .isEmpty();
    }

    @Test
    void a_key_that_somebody_else_controls_does_not_count_for_this_did() {
        DidDocument document = parse("{'id':'did:web:bank.example','verificationMethod':["
                + method("#k1")
                        .replace("\"controller\":\"did:web:bank.example\"", "\"controller\":\"did:web:evil.example\"")
                + "],'assertionMethod':['#k1']}");

        assertThat(document.methods().get(0).controller()).hasToString("did:web:evil.example");
        assertThat(document.key(name("k1"), VerificationRelationship.ASSERTION_METHOD))
                .isEmpty();
    }

    @Test
    void a_reference_to_a_key_of_another_document_is_never_followed() {
        DidDocument document =
                parse("{'id':'did:web:bank.example','authentication':['did:web:other.example#k1','#gone']}");

        assertThat(document.key(name("gone"), VerificationRelationship.AUTHENTICATION))
                .isEmpty();
        assertThat(document.key(DidUrl.parse("did:web:other.example#k1"), VerificationRelationship.AUTHENTICATION))
                .isEmpty();
    }

    @Test
    void a_key_of_a_kind_that_is_only_known_by_name_does_not_spoil_the_others() {
        String old = "{'id':'#old','type':'EcdsaSecp256k1VerificationKey2019','controller':'did:web:bank.example',"
                + "'publicKeyBase58':'291KzQhqCPC18PqH83XKhxv1HdqrdnxyS7dh15t2uNRzJ'}";
        DidDocument document = parse("{'id':'did:web:bank.example','verificationMethod':[" + old + "," + method("#k1")
                + "],'authentication':['#old','#k1']}");

        assertThat(document.key(name("old"), VerificationRelationship.AUTHENTICATION))
                .isEmpty();
        assertThat(document.key(name("k1"), VerificationRelationship.AUTHENTICATION))
                .isPresent();
    }

    @Test
    void a_document_keeps_what_it_does_not_understand() {
        DidDocument document = parse("{'id':'did:web:bank.example','extra':{'a':[1,2.50]}}");

        assertThat(new String(document.toJson(), StandardCharsets.UTF_8)).contains("\"extra\":{\"a\":[1,2.50]}");
    }

    @Test
    void services_are_read_in_every_form_that_did_core_allows() {
        DidDocument document = parse("{'id':'did:web:bank.example','service':["
                + "{'id':'#a','type':'LinkedDomains','serviceEndpoint':'https://bank.example'},"
                + "{'id':'https://bank.example/b','type':['A','B'],'serviceEndpoint':['https://x.example',{'y':1}]},"
                + "{'id':'#c','type':'C','serviceEndpoint':{'uri':'https://z.example'}}]}");

        assertThat(document.services())
                .containsExactly(
                        new ServiceEndpoint(
                                "did:web:bank.example#a",
                                Set.of("LinkedDomains"),
                                java.util.List.of("https://bank.example")),
                        new ServiceEndpoint(
                                "https://bank.example/b", Set.of("A", "B"), java.util.List.of("https://x.example")),
                        new ServiceEndpoint("did:web:bank.example#c", Set.of("C"), java.util.List.of()));
    }

    @Test
    void what_the_builder_makes_is_read_back_with_the_same_keys() throws Exception {
        PublicKey p384 = ec("secp384r1");
        PublicKey ed25519 =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();

        DidDocument made = DidDocument.describing(BANK)
                .alsoKnownAs("https://bank.example")
                .key("sign", p384, EnumSet.of(VerificationRelationship.ASSERTION_METHOD))
                .key("login", ed25519, EnumSet.of(VerificationRelationship.AUTHENTICATION))
                .service("site", "LinkedDomains", "https://bank.example")
                .build();
        DidDocument read = DidDocument.parse(made.toJson());

        assertThat(read).isEqualTo(made).hasSameHashCodeAs(made);
        assertThat(read.key(name("sign"), VerificationRelationship.ASSERTION_METHOD))
                .contains(p384);
        assertThat(read.key(name("login"), VerificationRelationship.AUTHENTICATION))
                .contains(ed25519);
        assertThat(read.key(name("login"), VerificationRelationship.ASSERTION_METHOD))
                .isEmpty();
        assertThat(read.alsoKnownAs()).containsExactly("https://bank.example");
        assertThat(read.services()).hasSize(1);
    }

    @Test
    void the_builder_refuses_two_keys_of_one_name() throws Exception {
        DidDocumentBuilder builder =
                DidDocument.describing(BANK).key("k", ec("secp256r1"), Set.of()).key("k", ec("secp256r1"), Set.of());

        assertThatThrownBy(builder::build).isInstanceOf(MalformedDidException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'id':1}",
                "{'id':'did:web:bank.example#k'}",
                "{'id':'did:web:bank.example','id':'did:web:evil.example'}",
                "{'id':'did:web:bank.example'} {}",
                "{'id':'did:web:bank.example','controller':'nobody'}",
                "{'id':'did:web:bank.example','controller':[1]}",
                "{'id':'did:web:bank.example','verificationMethod':{}}",
                "{'id':'did:web:bank.example','verificationMethod':['#k']}",
                "{'id':'did:web:bank.example','authentication':[1]}",
                "{'id':'did:web:bank.example','authentication':['k']}",
                "{'id':'did:web:bank.example','alsoKnownAs':'x'}",
                "{'id':'did:web:bank.example','alsoKnownAs':[1]}",
                "{'id':'did:web:bank.example','service':[{'id':'#a','type':'A'}]}",
                "{'id':'did:web:bank.example','service':[{'id':'#a','type':[],'serviceEndpoint':'x'}]}",
                "{'id':'did:web:bank.example','service':[{'id':'#a','type':'A','serviceEndpoint':7}]}"
            })
    void a_document_of_the_wrong_shape_is_refused(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(MalformedDidException.class);
    }

    @Test
    void a_method_named_under_somebody_elses_did_is_refused() {
        refusesMethod(method("did:web:victim.example#k1"));
        refusesMethod(method("did:web:bank.example"));
        refusesMethod(method("did:web:bank.example#"));
    }

    @Test
    void a_key_with_private_parts_is_refused_in_any_type_of_method() {
        String leaking = method("#k1").replace("\"kty\"", "\"d\":\"AAAA\",\"kty\"");

        refusesMethod(leaking);
        refusesMethod(leaking.replace("JsonWebKey", "SomethingElse"));
        refusesMethod(method("#k1").replace("\"publicKeyJwk\"", "\"privateKeyJwk\":{},\"publicKeyJwk\""));
    }

    @Test
    void a_point_off_the_curve_is_refused() {
        refusesMethod(method("#k1").replace("acbIQ", "bcbIQ"));
    }

    @Test
    void coordinates_of_the_wrong_length_are_refused() {
        refusesMethod(method("#k1").replace("acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0", "AAAA"));
        refusesMethod(method("#k1").replace("P-256", "P-384"));
    }

    @Test
    void base64url_with_set_trailing_bits_is_refused() {
        refusesMethod(method("#k1").replace("H2V0\"", "H2V1\""));
    }

    @Test
    void two_methods_of_one_name_are_refused() {
        refusesMethod(method("#k1") + "," + method("did:web:bank.example#k1"));
    }

    @Test
    void two_forms_of_key_material_in_one_method_are_refused() {
        refusesMethod(method("#k1")
                .replace("\"publicKeyJwk\"", "\"publicKeyMultibase\":\"" + ED25519 + "\",\"publicKeyJwk\""));
    }

    @Test
    void a_key_of_another_kind_than_the_type_of_its_method_is_refused() {
        String x25519 = "{'id':'#k','type':'X25519KeyAgreementKey2020','controller':'did:web:bank.example',"
                + "'publicKeyMultibase':'" + ED25519 + "'}";

        refusesMethod(x25519);
        assertThat(parse("{'id':'did:web:bank.example','verificationMethod':["
                                + x25519.replace("X25519KeyAgreementKey2020", "Ed25519VerificationKey2020") + "]}")
                        .methods())
                .hasSize(1);
    }

    @Test
    void a_document_over_the_bound_is_refused() {
        byte[] big = new byte[DidDocument.MAX_BYTES + 1];

        assertThatThrownBy(() -> DidDocument.parse(big)).isInstanceOf(MalformedDidException.class);
    }

    @Test
    void more_methods_than_anybody_needs_are_refused() {
        StringBuilder references = new StringBuilder("'#k'");
        for (int i = 0; i < 200; i++) {
            references.append(",'#k'");
        }

        assertThatThrownBy(() -> parse("{'id':'did:web:bank.example','authentication':[" + references + "]}"))
                .isInstanceOf(MalformedDidException.class);
    }

    private static void refusesMethod(String methods) {
        assertThatThrownBy(() -> parse("{'id':'did:web:bank.example','verificationMethod':[" + methods + "]}"))
                .isInstanceOf(MalformedDidException.class);
    }

    private static String method(String id) {
        return "{\"id\":\"" + id
                + "\",\"type\":\"JsonWebKey\",\"controller\":\"did:web:bank.example\",\"publicKeyJwk\":" + JWK + "}";
    }

    private static DidUrl name(String fragment) {
        return DidUrl.of(BANK, fragment);
    }

    private static DidDocument parse(String json) {
        return DidDocument.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static PublicKey ec(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair().getPublic();
    }
}
