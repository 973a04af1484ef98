package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.consent.Direction;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.ClaimsQuery;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.ClientMetadata;
import dev.countersign.protocol.openid4vp.EphemeralEncryptionKey;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.protocol.openid4vp.OpenId4Vp;
import dev.countersign.protocol.openid4vp.RequestObject;
import dev.countersign.protocol.openid4vp.RequestSigner;
import dev.countersign.protocol.openid4vp.RequestUriMethod;
import dev.countersign.protocol.openid4vp.ResponseMode;
import dev.countersign.protocol.openid4vp.ResponseUri;
import dev.countersign.protocol.openid4vp.State;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.protocol.openid4vp.WalletInvocation;
import dev.countersign.protocol.openid4vp.WalletNonce;
import dev.countersign.protocol.sdjwt.Nonce;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** One request of the {@link ExampleBank}, and what became of it. What a test changes on it is an attack or an accident. */
public final class BankRequest {
    private static final String QUERY = """
        {"credentials": [{"id": "customer", "format": "dc+sd-jwt", "meta": {"vct_values": ["%s"]},
          "claims": [{"id": "name", "path": ["name"]}, {"id": "birthdate", "path": ["birthdate"]},
                     {"id": "account", "path": ["account"]}, {"id": "address", "path": ["address"]}],
          "claim_sets": [["name", "birthdate", "account", "address"], ["name", "birthdate", "account"]]}]}
        """;

    private final ExampleBank bank;
    private final CallBinding binding;
    private final String id = NewIds.random();
    private final EphemeralEncryptionKey encryptionKey = EphemeralEncryptionKey.generate();
    private final Nonce nonce = Nonce.parse(NewIds.random());
    private final State state = State.parse(NewIds.random());
    private final Instant askedAt;

    private String query = String.format(QUERY, ExampleBank.VCT);
    private Channel channel = Channel.VOICE;
    private Direction direction = Direction.INBOUND;
    private Duration validity = Duration.ofSeconds(90);
    private KeyPair signer;
    private String clientIdInside;
    private String clientIdOutside;
    private UnaryOperator<Optional<WalletNonce>> walletNonce = UnaryOperator.identity();
    private RequestUriMethod method = RequestUriMethod.POST;
    private String contentType = RequestObject.MEDIA_TYPE;
    private boolean withContext = true;
    private List<ClaimPath> optional = List.of(ClaimPath.of("address"));
    private Optional<BindingMessage> message = Optional.empty();

    private final AtomicInteger attemptsLeft = new AtomicInteger(3);
    private volatile String outcome = "waiting";

    BankRequest(ExampleBank bank, CallBinding binding) {
        this.bank = bank;
        this.binding = binding;
        this.askedAt = bank.clock().instant();
        this.signer = bank.requestKey;
        this.clientIdInside = "decentralized_identifier:" + bank.did();
        this.clientIdOutside = clientIdInside;
    }

    // ---- how it is asked

    public BankRequest by(Channel other) {
        channel = other;
        return this;
    }

    public BankRequest calling() {
        direction = Direction.OUTBOUND;
        return this;
    }

    BankRequest forType(String vct) {
        query = String.format(QUERY, vct);
        return this;
    }

    /** Asks for nothing: the customer checks that it is the bank. */
    public BankRequest provingItself() {
        query = String.format("""
                {"credentials": [{"id": "customer", "format": "dc+sd-jwt", "meta": {"vct_values": ["%s"]}}]}""", ExampleBank.VCT);
        optional = List.of();
        return this;
    }

    /** Comes with a sentence that both sides read. */
    public BankRequest saying(String sentence) {
        message = Optional.of(new BindingMessage(sentence));
        return this;
    }

    public BankRequest validFor(Duration other) {
        validity = other;
        return this;
    }

    BankRequest signedBy(KeyPair other) {
        signer = other;
        return this;
    }

    BankRequest sayingInside(String clientId) {
        clientIdInside = clientId;
        return this;
    }

    BankRequest sayingOutside(String clientId) {
        clientIdOutside = clientId;
        return this;
    }

    BankRequest answeringWalletNonce(UnaryOperator<Optional<WalletNonce>> change) {
        walletNonce = change;
        return this;
    }

    BankRequest fetchedBy(RequestUriMethod other) {
        method = other;
        return this;
    }

    BankRequest servedAs(String other) {
        contentType = other;
        return this;
    }

    BankRequest withoutContext() {
        withContext = false;
        return this;
    }

    /** Makes it available, and returns the link. */
    public URI send() {
        bank.publish(this);
        return new WalletInvocation.ByReference(
                        clientIdOutside, URI.create(bank.at("/openid4vp/requests/" + id)), method)
                .toUri();
    }

    // ---- what it says

    String id() {
        return id;
    }

    public String challenge() {
        return "chl_" + id;
    }

    CallBinding binding() {
        return binding;
    }

    /** The number that the agent says. */
    public String number() {
        return "47";
    }

    public Instant expiresAt() {
        return askedAt.plus(validity);
    }

    EphemeralEncryptionKey encryptionKey() {
        return encryptionKey;
    }

    ConsentContext context() {
        return new ConsentContext(
                challenge(),
                new ConsentContext.Organisation(ExampleBank.NAME, Optional.empty()),
                new ConsentContext.Agent("Maria", Optional.of("Customer care")),
                channel,
                direction,
                new ConsentContext.Purpose(
                        "address-change",
                        1,
                        Map.of(
                                "en",
                                new ConsentContext.Text(
                                        "To change your address", "So that nobody else can move your post."),
                                "es",
                                new ConsentContext.Text(
                                        "Para cambiar su dirección", "Para que nadie más desvíe su correo."),
                                "ja",
                                new ConsentContext.Text("住所変更のため", "ほかの人が変えられないようにします。"))),
                binding,
                binding == CallBinding.DISPLAY ? Optional.of("4719") : Optional.empty(),
                message,
                askedAt,
                expiresAt(),
                optional);
    }

    List<ClaimPath> asked() {
        return request().query().credentials().get(0).claims().stream()
                .map(ClaimsQuery::path)
                .toList();
    }

    List<ClaimPath> disclosed(VerifiedPresentation presentation) {
        ObjectNode claims = presentation.claims("customer");
        return asked().stream().filter(path -> !path.select(claims).isEmpty()).toList();
    }

    AuthorizationRequest request() {
        return new AuthorizationRequest(
                ClientId.parse(clientIdInside),
                ResponseMode.DIRECT_POST_JWT,
                ResponseUri.parse(bank.at("/openid4vp/responses/" + id)),
                nonce,
                Optional.of(state),
                DcqlQuery.parse(Json.parse(query)),
                List.of(),
                ClientMetadata.encryptedTo(encryptionKey.publicJwk()),
                withContext ? List.of(context().toVerifierInfo()) : List.of());
    }

    Reply object(Request fetched) {
        Optional<WalletNonce> sent = FormParameters.parse(new String(fetched.body(), StandardCharsets.US_ASCII))
                .get(OpenId4Vp.WALLET_NONCE)
                .map(WalletNonce::parse);
        Jws object = RequestObject.sign(
                request(),
                new RequestObject.Validity(askedAt, expiresAt()),
                walletNonce.apply(sent),
                new RequestSigner.ByDid(JwsSigner.of(signer), bank.did() + "#request-1"));
        return new Reply(
                200, Map.of("content-type", contentType), object.compact().getBytes(StandardCharsets.US_ASCII));
    }

    // ---- what became of it

    int wrongNumber() {
        return attemptsLeft.decrementAndGet();
    }

    void answered() {
        outcome = "verified";
    }

    void declined() {
        outcome = "declined";
    }

    void reported() {
        outcome = "reported";
    }

    boolean isAnswered() {
        return !outcome.equals("waiting");
    }

    /** Returns what the agent reads. */
    public String outcome() {
        return outcome;
    }
}
