-- Owner: duties. Receipts of applications are numbered for the whole town, whoever takes them.
create sequence receipt_number;
grant usage on sequence receipt_number to doudi_app;
