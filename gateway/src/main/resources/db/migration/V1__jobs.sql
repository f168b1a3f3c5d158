-- Offline batches. Their inputs and results lie in files; what people ask for while they run lies here.
create table job (
    id varchar(36) primary key,
    task varchar(100) not null,
    state varchar(16) not null,
    predicted bigint not null default 0,
    failed bigint not null default 0,
    failure varchar(2000),
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
);

create index job_state_created on job (state, created_at);
