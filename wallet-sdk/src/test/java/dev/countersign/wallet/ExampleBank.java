package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidWeb;
import dev.countersign.did.ProofSigner;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhController;
import dev.countersign.did.WebVhLog;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.consent.DpopProof;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.openid4vci.ClaimDescription;
import dev.countersign.protocol.openid4vci.CredentialConfiguration;
import dev.countersign.protocol.openid4vci.CredentialIssuerMetadata;
import dev.countersign.protocol.openid4vci.CredentialOffer;
import dev.countersign.protocol.openid4vci.CredentialOfferLink;
import dev.countersign.protocol.openid4vci.CredentialRequest;
import dev.countersign.protocol.openid4vci.CredentialResponse;
import dev.countersign.protocol.openid4vci.Display;
import dev.countersign.protocol.openid4vci.KeyProof;
import dev.countersign.protocol.openid4vci.NonceResponse;
import dev.countersign.protocol.openid4vci.NotificationRequest;
import dev.countersign.protocol.openid4vci.TokenRequest;
import dev.countersign.protocol.openid4vci.TokenResponse;
import dev.countersign.protocol.openid4vci.TxCode;
import dev.countersign.protocol.openid4vp.AuthorizationResponse;
import dev.countersign.protocol.openid4vp.DirectPost;
import dev.countersign.protocol.openid4vp.PresentationVerifier;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.protocol.sdjwt.DisclosureFrame;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.protocol.sdjwt.SdJwtIssuer;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.statuslist.StatusLists;
import dev.countersign.protocol.wallet.AnswerRefused;
import dev.countersign.protocol.wallet.Enrolled;
import dev.countersign.protocol.wallet.EnrolmentInvitation;
import dev.countersign.protocol.wallet.EnrolmentRequest;
import dev.countersign.protocol.wallet.OrganisationProfile;
import dev.countersign.protocol.wallet.PushSubscription;
import dev.countersign.protocol.wallet.ReceiptPage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bank as Issuer and Verifier, made of the protocol's own classes. Takes requests as values, so that it serves a wallet
 * in memory as well as over HTTP.
 */
public final class ExampleBank {
    public static final String VCT = "https://bank.example/types/customer";
    public static final String TX_CODE = "493817";
    public static final String NAME = "Example Bank";

    private static final String CONFIGURATION = "bank_customer";
    private static final Set<SignatureAlgorithm> ES256 = Set.of(SignatureAlgorithm.ES256);

    private final URI address;
    private final Clock clock;
    private final KeyPair issuerKey = Keys.generate(SignatureAlgorithm.ES256);
    private final KeyPair vapidKey = Keys.generate(SignatureAlgorithm.ES256);
    final KeyPair requestKey = Keys.generate(SignatureAlgorithm.ES256);
    final KeyPair receiptKey = Keys.generate(SignatureAlgorithm.ES256);

    private final Map<String, BankRequest> requests = new ConcurrentHashMap<>();
    private final Map<String, String> receipts = new ConcurrentHashMap<>();
    private final Map<String, byte[]> receiptEntries = new ConcurrentHashMap<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final List<VerifiedPresentation> presentations = new CopyOnWriteArrayList<>();
    final List<PublicJwk> boundKeys = new CopyOnWriteArrayList<>();
    private volatile Optional<PushSubscription> push = Optional.empty();

    /** What it writes to the wallet. */
    public final ExampleMessages messages = new ExampleMessages(this);

    /** What an attacker or an accident changes. */
    UnaryOperator<ObjectNode> issuedClaims = UnaryOperator.identity();

    String vct = VCT;
    UnaryOperator<ObjectNode> tokenAnswer = UnaryOperator.identity();
    UnaryOperator<ObjectNode> issuerMetadata = UnaryOperator.identity();
    UnaryOperator<ConsentReceipt> receiptContent = UnaryOperator.identity();
    final List<String> presentedForRenewal = new CopyOnWriteArrayList<>();
    boolean renews = true;
    UnaryOperator<ObjectNode> renewalAnswer = UnaryOperator.identity();
    KeyPair receiptSigner = receiptKey;
    UnaryOperator<byte[]> proofAnswer = UnaryOperator.identity();

    /** What is at {@code /log/}; a dishonest bank changes it. */
    public volatile ExampleLog interactionLog;

    /** Whether the entry of a receipt is in the log at once; else whenever {@link #sequence} is called. */
    public volatile boolean sequencesAtOnce = true;

    String enrolledDid;

    private volatile KeyPair controlKey = Keys.generate(SignatureAlgorithm.EDDSA);
    private volatile @Nullable WebVhLog history;

    public ExampleBank(URI address, Clock clock) {
        this.address = address;
        this.clock = clock;
        this.enrolledDid = did();
        this.interactionLog = new ExampleLog(address.getRawAuthority() + "/log");
    }

    byte[] entryOf(String challenge) {
        return receiptEntries.get("rcp_" + challenge.substring("chl_".length())).clone();
    }

    /** Puts the entries of receipts into the log that are not there yet. */
    public void sequence() {
        receiptEntries.values().stream()
                .filter(entry -> interactionLog.prove(entry).isEmpty())
                .forEach(interactionLog::append);
    }

    /** From now on the bank has a DID with a history, at the same address. */
    public void adoptsDidWithHistory() {
        controlKey = Keys.generate(SignatureAlgorithm.EDDSA);
        history = new WebVhController(clock)
                .create(address, did -> document(did.toString()), WebVhChange.nothing(), ProofSigner.of(controlKey));
    }

    /** The history grows by an entry. */
    void changesItsDid() {
        history = new WebVhController(clock)
                .update(history, WebVhChange.nothing().ttl(Duration.ofMinutes(1)), ProofSigner.of(controlKey));
    }

    WebVhLog history() {
        return history;
    }

    void showsHistory(WebVhLog other) {
        history = other;
    }

    public String did() {
        return history == null ? didWeb() : history.did().toString();
    }

    private String didWeb() {
        DidWeb web = new DidWeb((uri, max) -> new byte[0]);
        return (address.getScheme().equals("https") ? web : web.allowingLoopbackHttp())
                .didAt(address)
                .toString();
    }

    public URI address() {
        return address;
    }

    Clock clock() {
        return clock;
    }

    public Optional<PushSubscription> push() {
        return push;
    }

    public KeyPair vapidKey() {
        return vapidKey;
    }

    /** Returns the link that the customer gets. */
    public String offer() {
        CredentialOffer.PreAuthorized grant = new CredentialOffer.PreAuthorized(
                "code-1",
                Optional.of(new TxCode(TxCode.InputMode.NUMERIC, Optional.of(6), Optional.empty())),
                Optional.empty());
        return new CredentialOfferLink.Inline(
                        new CredentialOffer(address.toString(), List.of(CONFIGURATION), Optional.of(grant)))
                .toLink();
    }

    /** Returns the link to a card in the place of one that expires. */
    private String renewalOffer() {
        CredentialOffer.PreAuthorized grant =
                new CredentialOffer.PreAuthorized("code-again", Optional.empty(), Optional.empty());
        return new CredentialOfferLink.Inline(
                        new CredentialOffer(address.toString(), List.of(CONFIGURATION), Optional.of(grant)))
                .toLink();
    }

    /** Begins to ask; nothing can be fetched before {@link BankRequest#send}. */
    public BankRequest ask(CallBinding binding) {
        return new BankRequest(this, binding);
    }

    void publish(BankRequest request) {
        requests.put(request.id(), request);
    }

    /** Returns the next thing that a wallet told about a challenge, within 20 seconds. */
    String told() throws InterruptedException {
        String word = told.poll(20, TimeUnit.SECONDS);
        return word == null ? "nothing" : word.trim();
    }

    /** Answers one request, as a server would. */
    public Reply handle(Request request) {
        log.add(request.method() + " " + request.uri().getPath());
        String path = request.uri().getPath();
        if (path.startsWith("/.well-known/")) {
            return metadata(path);
        }
        if (path.startsWith("/openid4vp/requests/")) {
            return known(path).map(asked -> asked.object(request)).orElseGet(() -> status(404));
        }
        if (path.startsWith("/openid4vp/responses/")) {
            return known(path).map(asked -> respond(asked, request)).orElseGet(() -> status(404));
        }
        if (path.startsWith("/log/")) {
            return interactionLog.handle(path.substring("/log/".length()));
        }
        if (path.startsWith("/wallet/v1/")) {
            return wallet(path, request);
        }
        return issuance(path, request);
    }

    private Optional<BankRequest> known(String path) {
        return Optional.ofNullable(requests.get(path.substring(path.lastIndexOf('/') + 1)));
    }

    // ---- metadata

    private Reply metadata(String path) {
        return switch (path) {
            case "/.well-known/did.json" ->
                new Reply(
                        200,
                        Map.of("content-type", "application/did+json"),
                        document(didWeb()).toJson());
            case "/.well-known/did.jsonl" ->
                history == null ? status(404) : new Reply(200, Map.of("content-type", "text/jsonl"), history.toJsonl());
            case "/.well-known/openid-credential-issuer" ->
                json(issuerMetadata.apply(metadata().toJson()));
            case "/.well-known/oauth-authorization-server" ->
                json(Json.object().put("issuer", address.toString()).put("token_endpoint", at("/oauth/token")));
            case "/.well-known/jwt-vc-issuer" -> {
                ObjectNode keys = Json.object().put("issuer", address.toString());
                PublicJwk key = PublicJwk.of(issuerKey.getPublic()).withKeyId("issuer-1");
                keys.set("jwks", new JwkSet(List.of(key)).toJson());
                yield json(keys);
            }
            default -> status(404);
        };
    }

    private DidDocument document(String did) {
        Set<VerificationRelationship> signs = Set.of(VerificationRelationship.ASSERTION_METHOD);
        return DidDocument.describing(Did.parse(did))
                .key("request-1", requestKey.getPublic(), signs)
                .key("receipt-1", receiptKey.getPublic(), signs)
                .build();
    }

    private CredentialIssuerMetadata metadata() {
        List<ClaimDescription> claims = List.of(
                claim("Name", "Nombre", "氏名", "name"),
                claim("Date of birth", "Fecha de nacimiento", "生年月日", "birthdate"),
                claim("Account", "Cuenta", "口座", "account"),
                claim("Current address", "Dirección actual", "現住所", "address"));
        CredentialConfiguration configuration = new CredentialConfiguration(
                "dc+sd-jwt",
                Optional.empty(),
                Optional.of(VCT),
                List.of("ES256"),
                List.of(
                        Display.of("Bank customer", "en"),
                        Display.of("Cliente del banco", "es"),
                        Display.of("銀行のお客様", "ja")),
                claims);
        return new CredentialIssuerMetadata(
                address.toString(),
                List.of(),
                new CredentialIssuerMetadata.Endpoints(
                        URI.create(at("/openid4vci/credential")),
                        Optional.of(URI.create(at("/openid4vci/nonce"))),
                        Optional.empty(),
                        Optional.of(URI.create(at("/openid4vci/notification")))),
                4,
                false,
                List.of(Display.of(NAME, "en")),
                Map.of(CONFIGURATION, configuration));
    }

    private static ClaimDescription claim(String en, String es, String ja, String name) {
        return new ClaimDescription(
                ClaimPath.of(name), true, List.of(Display.of(en, "en"), Display.of(es, "es"), Display.of(ja, "ja")));
    }

    // ---- issuance

    private Reply issuance(String path, Request request) {
        return switch (path) {
            case "/oauth/token" -> token(request);
            case "/openid4vci/nonce" -> json(new NonceResponse("nonce-1").toJson());
            case "/openid4vci/credential" -> credential(request);
            case "/openid4vci/notification" -> {
                NotificationRequest notification = NotificationRequest.parse(Json.parse(request.body()));
                log.add(notification.event().wireName());
                yield status(204);
            }
            default -> status(404);
        };
    }

    private Reply token(Request request) {
        TokenRequest token =
                TokenRequest.parse(FormParameters.parse(new String(request.body(), StandardCharsets.UTF_8)));
        boolean first = token.code().equals("code-1") && token.txCode().equals(Optional.of(TX_CODE));
        boolean again = token.code().equals("code-again") && !token.txCode().isPresent();
        if (!first && !again) {
            return json(400, Json.object().put("error", "invalid_grant"));
        }
        EnrolmentInvitation invitation =
                new EnrolmentInvitation(URI.create(at("/wallet/v1/enrolments")), "enrolment-code-1");
        return json(tokenAnswer.apply(
                new TokenResponse("token-1", Duration.ofMinutes(5), Map.of(), Optional.of(invitation)).toJson()));
    }

    private Reply credential(Request request) {
        CredentialRequest.Reading reading = CredentialRequest.read(Json.parse(request.body()), 4);
        if (!(reading instanceof CredentialRequest.Understood readable)) {
            return json(400, Json.object().put("error", "invalid_credential_request"));
        }
        KeyProof.Demand demand = new KeyProof.Demand(address.toString(), "nonce-1"::equals, Optional.empty(), ES256);
        SdJwtIssuer issuer = new SdJwtIssuer(JwsSigner.of(issuerKey), "issuer-1", RandomSource.secure());
        List<JsonNode> issued = new ArrayList<>();
        for (String proof : readable.request().proofs()) {
            Verification<PublicJwk> key = KeyProof.verify(
                    proof,
                    demand,
                    did -> Verification.undecided(Dependency.DID_DOCUMENT, Duration.ZERO),
                    clock.instant());
            if (!(key instanceof Verification.Verified<PublicJwk> verified)) {
                return json(400, Json.object().put("error", "invalid_proof"));
            }
            boundKeys.add(verified.value());
            issued.add(Json.parse(
                    "\"" + issuer.issue(claims(verified.value()), frame()).compact() + "\""));
        }
        return json(new CredentialResponse.Issued(issued, Optional.of("notification-1")).toJson());
    }

    private ObjectNode claims(PublicJwk key) {
        ObjectNode claims = Json.object()
                .put("iss", address.toString())
                .put("vct", vct)
                .put("iat", clock.instant().getEpochSecond())
                .put("exp", clock.instant().plus(Duration.ofDays(365)).getEpochSecond())
                .put("name", "Alice Moreno")
                .put("birthdate", "1988-04-17")
                .put("account", "•••• 4711")
                .put("segment", "retail");
        claims.putObject("address").put("street_address", "12 Harbour Street").put("locality", "Leeds");
        claims.putObject("cnf").set("jwk", key.toJson());
        return issuedClaims.apply(claims);
    }

    /** From now on cards have nothing in them that is shown with whatever else is. */
    public void issuesCardsWithoutOpenClaims() {
        issuedClaims = claims -> claims.without("segment");
    }

    /** Everything is selectively disclosable but the segment. */
    private static DisclosureFrame frame() {
        return DisclosureFrame.of(
                ClaimPath.of("name"), ClaimPath.of("birthdate"), ClaimPath.of("account"), ClaimPath.of("address"));
    }

    // ---- answers

    private Reply respond(BankRequest asked, Request request) {
        if (asked.isAnswered()) {
            return json(409, Json.object().put("error", "invalid_request"));
        }
        var form = dev.countersign.protocol.openid4vp.FormParameters.parse(
                new String(request.body(), StandardCharsets.US_ASCII));
        AuthorizationResponse response = DirectPost.receive(asked.request(), asked.encryptionKey(), form)
                .fold(yes -> yes.value(), no -> null, later -> null);
        if (response instanceof AuthorizationResponse.Declined) {
            asked.declined();
            return json(Json.object());
        }
        Verification<VerifiedPresentation> verified = new PresentationVerifier(
                        new SdJwtVerifier(
                                query -> new IssuerKeys.Found(issuerKey.getPublic()), clock, Duration.ofSeconds(60)),
                        uri -> new StatusLists.Unavailable(Duration.ZERO))
                .verify(asked.request(), ((AuthorizationResponse.Presented) response).token());
        if (!(verified instanceof Verification.Verified<VerifiedPresentation> good)) {
            return json(400, Json.object().put("error", "invalid_request"));
        }
        return accept(asked, good.value());
    }

    private Reply accept(BankRequest asked, VerifiedPresentation presentation) {
        ObjectNode binding = presentation.credentials().get("customer").get(0).keyBindingClaims();
        if (asked.binding() == CallBinding.NUMBER_ENTRY
                && !binding.path(CallBinding.NUMBER_CLAIM).asText().equals(asked.number())) {
            int left = asked.wrongNumber();
            // As the service does: the last one ends the challenge.
            return left > 0
                    ? json(
                            400,
                            new AnswerRefused(AnswerRefused.WRONG_NUMBER, "not the number", OptionalInt.of(left))
                                    .toJson())
                    : json(400, Json.object().put("error", "access_denied"));
        }
        asked.answered();
        presentations.add(presentation);
        String thumbprint = presentation
                .credentials()
                .get("customer")
                .get(0)
                .holderKey()
                .get()
                .thumbprint();
        receipt(asked, ConsentReceipt.Answer.APPROVED, asked.disclosed(presentation), thumbprint);
        ObjectNode answer = Json.object();
        if (asked.binding() == CallBinding.READ_BACK) {
            answer.put("redirect_uri", at("/call/response-code"));
        }
        return json(answer);
    }

    private void receipt(
            BankRequest asked, ConsentReceipt.Answer answer, List<ClaimPath> disclosed, String thumbprint) {
        ConsentReceipt receipt = new ConsentReceipt(
                address.toString(),
                clock.instant(),
                "rcp_" + asked.challenge().substring("chl_".length()),
                asked.challenge(),
                new ConsentReceipt.PurposeVersion(
                        asked.context().purpose().name(),
                        asked.context().purpose().version()),
                asked.asked(),
                answer,
                disclosed,
                thumbprint,
                asked.context().purpose().textsSha256(),
                clock.instant(),
                Optional.empty());
        ConsentReceipt logged =
                receiptContent.apply(receipt).logged(interactionLog.verifierKey(), Salt.random(RandomSource.secure()));
        receiptEntries.put(logged.id(), logged.logEntry().orElseThrow().bytes());
        if (sequencesAtOnce) {
            sequence();
        }
        receipts.put(asked.challenge(), logged.sign(JwsSigner.of(receiptSigner), "receipt-1"));
    }

    // ---- the wallet's own endpoints

    private Reply wallet(String path, Request request) {
        if (path.equals("/wallet/v1/organisation")) {
            return json(new OrganisationProfile(did(), NAME, Optional.empty(), vapidPublicKey()).toJson());
        }
        if (!proven(request)) {
            return status(401);
        }
        if (path.equals("/wallet/v1/enrolments")) {
            EnrolmentRequest enrolment = EnrolmentRequest.parse(Json.parse(request.body()));
            push = enrolment.push();
            messages.key = enrolment.messageKey();
            return json(
                    201,
                    new Enrolled(
                                    "wal_1",
                                    new Enrolled.Organisation(enrolledDid, NAME),
                                    vapidPublicKey(),
                                    "/wallet/v1/inbox")
                            .toJson());
        }
        if (path.equals("/wallet/v1/renewals")) {
            presentedForRenewal.add(
                    Json.parse(request.body()).path("credential").asText());
            ObjectNode answer = Json.object().put("credential_offer_uri", renewalOffer());
            return renews ? json(201, renewalAnswer.apply(answer)) : status(409);
        }
        if (path.endsWith("/delivered") || path.endsWith("/opened")) {
            told.add(path.substring("/wallet/v1/challenges/".length()) + " "
                    + new String(request.body(), StandardCharsets.UTF_8));
            return status(204);
        }
        if (path.endsWith("/reported")) {
            requests.values().stream()
                    .filter(asked -> path.contains(asked.challenge()))
                    .forEach(asked -> {
                        asked.reported();
                        receipt(asked, ConsentReceipt.Answer.REPORTED, List.of(), "0".repeat(43));
                    });
            return status(204);
        }
        if (path.startsWith("/wallet/v1/receipts/") && path.endsWith("/proof")) {
            byte[] entry = receiptEntries.get(path.split("/", -1)[4]);
            return Optional.ofNullable(entry)
                    .flatMap(interactionLog::prove)
                    .map(proof ->
                            new Reply(200, Map.of("content-type", "text/plain"), proofAnswer.apply(proof.bytes())))
                    .orElseGet(() -> status(404));
        }
        if (path.startsWith("/wallet/v1/message")) {
            return messages.handle(path, request);
        }
        if (path.equals("/wallet/v1/receipts")) {
            List<ReceiptPage.Item> items = new ArrayList<>();
            receipts.forEach((challenge, receipt) -> items.add(new ReceiptPage.Item(challenge, receipt)));
            return json(new ReceiptPage(items, Optional.empty()).toJson());
        }
        return status(404);
    }

    private boolean proven(Request request) {
        DpopProof.Request proved = DpopProof.Request.of(request.method().name(), request.uri(), request.body());
        String proof = request.headers().getOrDefault("DPoP", request.headers().getOrDefault("Dpop", ""));
        return DpopProof.verify(proof, proved, clock.instant(), DpopProof.MAX_AGE) instanceof Verification.Verified;
    }

    public String vapidPublicKey() {
        ObjectNode json = PublicJwk.of((ECPublicKey) vapidKey.getPublic()).toJson();
        byte[] x = Base64Url.decode(JsonMembers.of(json, "key").text("x"));
        byte[] y = Base64Url.decode(JsonMembers.of(json, "key").text("y"));
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(x, 0, point, 1, 32);
        System.arraycopy(y, 0, point, 33, 32);
        return Base64Url.encode(point);
    }

    // ---- answers as values

    String at(String path) {
        return address + path;
    }

    private static Reply json(ObjectNode json) {
        return json(200, json);
    }

    private static Reply json(int status, ObjectNode json) {
        return new Reply(status, Map.of("content-type", "application/json"), Json.print(json));
    }

    private static Reply status(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }
}
