package dev.countersign.service.trust;

import dev.countersign.did.Did;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.DocumentNotFoundException;
import dev.countersign.did.ProofSigner;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.WebVhWitness;
import dev.countersign.service.platform.ControlKeys;
import dev.countersign.service.platform.KeysNotWritableException;
import dev.countersign.service.platform.PublicUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An organisation with a DID of its own, its administrator, and somebody who resolves it. */
final class OrganisationScene {
    final InMemoryOrganisationLog log = new InMemoryOrganisationLog();
    final GeneratedKeys keys;
    final Clock clock;
    final List<KeyPair> controlKeys = new ArrayList<>(List.of(ed25519(), ed25519()));
    boolean readOnly;
    PublicUrl publicUrl;
    OrganisationDid organisation;
    AdministerOrganisation administer;
    ShowOrganisation show;
    KeySuccession succession;
    private ExtendOrganisationLog extend;
    private OrganisationHistory history;

    OrganisationScene(GeneratedKeys keys, Clock clock, String publicUrl) {
        this.keys = keys;
        this.clock = clock;
        starts(publicUrl, false);
    }

    OrganisationScene(Clock clock) {
        this(new GeneratedKeys(), clock, "https://bank.example");
    }

    /** Starts the service again, at this address. */
    void starts(String address, boolean mayMove) {
        publicUrl = new PublicUrl(URI.create(address));
        ControlKeys control = new ControlKeys() {
            @Override
            public List<KeyPair> all() {
                return List.copyOf(controlKeys);
            }

            @Override
            public KeyPair add() {
                if (readOnly) {
                    throw new KeysNotWritableException("mounted read-only", new IOException());
                }
                controlKeys.add(0, ed25519());
                return controlKeys.get(0);
            }
        };
        history = new OrganisationHistory(log, clock);
        extend = new ExtendOrganisationLog(log, history, control, publicUrl, clock);
        OrganisationDocument document = new OrganisationDocument(keys, publicUrl);
        organisation = new OrganisationDid(keys, publicUrl, log, history);
        succession = new KeySuccession(log, keys, clock);
        administer = new AdministerOrganisation(extend, document, organisation, succession, clock);
        show = new ShowOrganisation(log, history, keys);
        new EstablishOrganisation(
                        log,
                        history,
                        extend,
                        document,
                        new EstablishOrganisation.Place(publicUrl, clock, mayMove),
                        clock)
                .establish();
        organisation.refresh();
    }

    /** Time passes, and what was scheduled is done. */
    void settles() {
        succession.bringDueIntoForce();
        organisation.refresh();
    }

    /** Resolves as a stranger would, from what is published. */
    Resolution resolves(Did did, ResolutionOptions options) {
        return DidResolver.of(new DidWebVh(
                                (uri, maxBytes) -> {
                                    if (uri.getPath().endsWith("did.jsonl")) {
                                        return organisation.logFile();
                                    }
                                    return organisation
                                            .witnessFile()
                                            .orElseThrow(() -> new DocumentNotFoundException("none"))
                                            .getBytes(StandardCharsets.UTF_8);
                                },
                                clock)
                        .allowingLoopbackHttp())
                .resolve(did, options);
    }

    /** Somebody who approves changes. */
    WebVhWitness witness() {
        Map<String, String> approved = new HashMap<>();
        return new WebVhWitness(
                ProofSigner.of(ed25519()),
                (former, version) ->
                        approved.computeIfAbsent(former, any -> version).equals(version),
                clock);
    }

    static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
