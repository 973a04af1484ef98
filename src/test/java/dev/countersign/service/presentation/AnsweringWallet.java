package dev.countersign.service.presentation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.AuthorizationResponse;
import dev.countersign.protocol.sdjwt.SdJwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.KeyPair;
import java.util.Optional;

/** Alice's wallet, for the tests of others: answers whatever request lies behind a link. */
@ApplicationScoped
public class AnsweringWallet {
    /** The id of the credential query that it can answer. */
    public static final String QUERY = "customer";

    /** The type of Alice's credential, which has the claims {@code given_name} and {@code birthdate}. */
    public static final String VCT = PresentationScene.VCT;

    private final PresentationScene scene;

    AnsweringWallet(PresentationScene scene) {
        this.scene = scene;
    }

    /** Presents both claims, and returns the status of the answer. */
    public int presents(URI link) {
        return presents(opens(link));
    }

    /** Presents both claims in answer to a request that was opened, and returns the status of the answer. */
    public int presents(AuthorizationRequest asked) {
        return scene.posts(
                        asked,
                        scene.presents(
                                asked,
                                scene.credential(scene.claims()),
                                PresentationScene.GIVEN_NAME,
                                PresentationScene.BIRTHDATE))
                .status();
    }

    /** Presents Alice's credential with another key than it is bound to. */
    public int presentsStolen(URI link) {
        AuthorizationRequest asked = opens(link);
        return scene.posts(
                        asked,
                        scene.presents(
                                asked,
                                scene.credential(scene.claims()),
                                PresentationScene.MALLORY,
                                PresentationScene.GIVEN_NAME))
                .status();
    }

    /** Presents another credential, whose claim {@code given_name} is disclosed, with this holder key. */
    public int presents(URI link, SdJwt credential, KeyPair holder) {
        AuthorizationRequest asked = opens(link);
        return scene.posts(asked, scene.presents(asked, credential, holder, PresentationScene.GIVEN_NAME))
                .status();
    }

    /** Makes a credential that the bank signed for this holder key, of which the bank has no record. */
    public SdJwt signedByTheBank(String vct, KeyPair holder) {
        ObjectNode claims = scene.claims().put("vct", vct);
        claims.putObject("cnf").set("jwk", PublicJwk.of(holder.getPublic()).toJson());
        return scene.credential(claims);
    }

    /** Says no. */
    public int declines(URI link) {
        AuthorizationRequest asked = opens(link);
        return scene.posts(asked, new AuthorizationResponse.Declined(asked.state(), "access_denied", Optional.of("no")))
                .status();
    }

    /** Fetches the request and answers nothing. */
    public AuthorizationRequest opens(URI link) {
        return scene.opens(
                new PresentationScene.Call("another", new StartedPresentation(new TransactionId("-"), link)));
    }
}
