package dev.countersign.service.holder.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.DpopProof;
import dev.countersign.protocol.wallet.EnrolmentRequest;
import dev.countersign.service.holder.EnrolWallet;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a wallet becomes a customer's. Open to everybody: the one-time code and the proof are the credentials. */
@Path(EnrolmentResource.PATH)
@PermitAll
@Tag(name = "Wallet")
public class EnrolmentResource {
    static final String PATH = "/wallet/v1/enrolments";

    private final EnrolWallet enrol;
    private final OrganisationFace organisation;
    private final PublicUrl publicUrl;
    private final Clock clock;

    EnrolmentResource(EnrolWallet enrol, OrganisationFace organisation, PublicUrl publicUrl, Clock clock) {
        this.enrol = enrol;
        this.organisation = organisation;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Enrol a wallet", description = "Signed by the holder key, bound to a one-time code.")
    public Response enrol(@HeaderParam("DPoP") @Nullable String proof, byte[] body) {
        DpopProof.Proven proven = proven(proof, WalletBody.bounded(body));
        Wallet wallet = enrol.enrol(EnrolmentRequest.parse(Json.parseObject(body)), proven.key());
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Json.print(organisation.enrolled(wallet).toJson()))
                .build();
    }

    private DpopProof.Proven proven(@Nullable String proof, byte[] body) {
        if (proof == null) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "The DPoP header is missing.").because("proof-missing");
        }
        DpopProof.Request request = DpopProof.Request.of("POST", publicUrl.resolve(PATH), body);
        Verification<DpopProof.Proven> judged = DpopProof.verify(proof, request, clock.instant(), DpopProof.MAX_AGE);
        return judged.fold(
                Verification.Verified::value,
                refused -> {
                    throw new Problem(ProblemType.UNAUTHENTICATED, refused.detail())
                            .because(refused.reason().wireName());
                },
                undecided -> {
                    throw new IllegalStateException("a proof depends on nothing else");
                });
    }
}
