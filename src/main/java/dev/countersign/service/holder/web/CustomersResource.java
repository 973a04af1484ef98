package dev.countersign.service.holder.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.EnrolmentCode;
import dev.countersign.service.holder.EraseCustomer;
import dev.countersign.service.holder.OpenEnrolment;
import dev.countersign.service.holder.RegisterCustomer;
import dev.countersign.service.holder.ViewCustomer;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.web.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The bank's customers. */
@Path("/api/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class CustomersResource {
    private static final String NO_STORE = "no-store";

    private final NamedCustomer named;
    private final ViewCustomer view;
    private final Customers customers;
    private final RegisterCustomer register;
    private final EraseCustomer erase;
    private final OpenEnrolment openEnrolment;
    private final PublicUrl publicUrl;

    CustomersResource(
            NamedCustomer named,
            ViewCustomer view,
            Customers customers,
            RegisterCustomer register,
            EraseCustomer erase,
            OpenEnrolment openEnrolment,
            PublicUrl publicUrl) {
        this.named = named;
        this.view = view;
        this.customers = customers;
        this.register = register;
        this.erase = erase;
        this.openEnrolment = openEnrolment;
        this.publicUrl = publicUrl;
    }

    /** What {@code POST .../enrolments} answers; the code is shown once. */
    @Schema(name = "Enrolment", description = "What enrols one wallet; shown once")
    record EnrolmentView(
            @Schema(description = "For the customer to type or scan")
            String enrolmentCode,

            @Schema(description = "15 minutes after it was opened")
            Instant expiresAt) {
        @Override
        public String toString() {
            return "EnrolmentView[" + expiresAt + "]";
        }
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponseSchema(value = CustomerView.class, responseCode = "201")
    @Operation(operationId = "registerCustomer", summary = "Register a customer")
    public Response register(CustomerRequests.Register body) {
        Customer customer = register.register(body.parse());
        return Response.created(publicUrl.resolve("/api/v1/customers/" + customer.number()))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .entity(CustomerView.of(customer))
                .build();
    }

    @GET
    @Path("/{customer_number}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT, Roles.SCOPE_CUSTOMERS})
    @APIResponseSchema(value = CustomerView.class, responseCode = "200")
    @Operation(
            operationId = "showCustomer",
            summary = "Look a customer up",
            description = "Who looked, and when, is recorded.")
    public Response find(@PathParam("customer_number") String number) {
        return shown(view.view(CustomerNumber.parse(number)));
    }

    @PATCH
    @Path("/{customer_number}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @APIResponseSchema(value = CustomerView.class, responseCode = "200")
    @Operation(
            operationId = "changeCustomer",
            summary = "Change a customer",
            description = "Members that are absent stay as they are.")
    public Response change(@PathParam("customer_number") String number, CustomerRequests.Change body) {
        Customer customer = view.view(CustomerNumber.parse(number));
        return shown(customers.change(customer.id(), body.parse()).orElse(customer));
    }

    @DELETE
    @Path("/{customer_number}")
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @Refuses(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "eraseCustomer",
            summary = "Erase a customer",
            description = "Removes wallets and look-ups and destroys the key that everything personal is sealed with."
                    + " 409 with the reason legal-hold while a legal hold keeps the customer.")
    public void erase(@PathParam("customer_number") String number) {
        erase.erase(named.find(number).id());
    }

    @POST
    @Path("/{customer_number}/enrolments")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.ADMIN, Roles.SUPERVISOR, Roles.SCOPE_CUSTOMERS})
    @APIResponseSchema(value = EnrolmentView.class, responseCode = "201")
    @Operation(
            operationId = "openEnrolment",
            summary = "Open an enrolment",
            description = "The code enrols one wallet, within 15 minutes.")
    public Response openEnrolment(@PathParam("customer_number") String number) {
        EnrolmentCode.Open open = openEnrolment.open(named.find(number).id());
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .entity(new EnrolmentView(open.value(), open.expiresAt()))
                .build();
    }

    private static Response shown(Customer customer) {
        return Response.ok(CustomerView.of(customer))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }
}
